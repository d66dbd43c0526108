import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Purger } from '../../contract/index.js';
import { HOSTING, InjectAll, type Hosting } from '../../kernel/index.js';

const HOUR_MS = 3_600_000;

/** Lets every purger work once an hour while the service runs. */
@Injectable()
export class PurgeTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('purge');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @InjectAll(Purger) private readonly purgers: readonly Purger[],
    @Inject(HOSTING) private readonly hosting: Hosting,
  ) {}

  onApplicationBootstrap(): void {
    if (this.hosting === 'console') return;
    this.timer = setInterval(() => void this.purge(), HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** One purger's trouble is the next hour's work, and no other's. */
  private async purge(): Promise<void> {
    for (const purger of this.purgers) {
      try {
        const rows = await purger.purge();
        if (rows > 0) this.logger.log({ message: `purged ${purger.what}`, rows });
      } catch (error) {
        this.logger.error({ message: `could not purge ${purger.what}`, cause: String(error) });
      }
    }
  }
}
