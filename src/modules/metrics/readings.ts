import { Injectable, Logger } from '@nestjs/common';
import { Clock, Gauge } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';

/** What every gauge says, in Prometheus's text format. Whoever asks often gets the same again. */
@Injectable()
export class Readings {
  private readonly logger = new Logger('metrics');
  private readAt = 0;
  private last: Promise<string> | undefined;

  constructor(
    @InjectAll(Gauge) private readonly gauges: readonly Gauge[],
    private readonly clock: Clock,
  ) {}

  text(): Promise<string> {
    const now = this.clock.now();
    // The clock knows whole seconds: at least one of them has to lie between. It may be set back.
    if (this.last === undefined || now > this.readAt + 1 || now < this.readAt) {
      this.readAt = now;
      this.last = this.read();
    }
    return this.last;
  }

  private async read(): Promise<string> {
    const lines = await Promise.all(this.gauges.map((gauge) => this.linesOf(gauge)));
    return lines.join('');
  }

  /** One gauge's trouble is a gap in its own curve alone. */
  private async linesOf(gauge: Gauge): Promise<string> {
    const { name, help } = gauge;
    try {
      const value = await gauge.read();
      return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;
    } catch (error) {
      this.logger.error({ message: 'could not read a gauge', name, cause: String(error) });
      return '';
    }
  }
}
