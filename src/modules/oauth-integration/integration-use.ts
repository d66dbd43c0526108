import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, type NumericDate } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';

const WRITE = `UPDATE integration SET last_used_at = ?, use_count = use_count + ?
  WHERE integration_id = ?`;
const MINUTE_MS = 60_000;

interface Uses {
  count: number;
  last: NumericDate;
}

/** When and how often integrations call: kept in memory, and written once a minute at most. */
@Injectable()
export class IntegrationUse implements BeforeApplicationShutdown {
  private readonly logger = new Logger('oauth-integration');
  private readonly unwritten = new Map<number, Uses>();
  private timer: NodeJS.Timeout | undefined;
  private writtenAt = -Infinity;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Costs the request nothing but this. */
  note(integrationId: number): void {
    const last = this.clock.now();
    const uses = this.unwritten.get(integrationId);
    if (uses) {
      uses.count += 1;
      uses.last = last;
    } else this.unwritten.set(integrationId, { count: 1, last });
    const wait = Math.max(this.writtenAt + MINUTE_MS - performance.now(), 0);
    this.timer ??= setTimeout(() => (this.writing = this.write()), wait).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.writing;
    await this.write();
  }

  /** What cannot be written is written the next time. */
  async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writtenAt = performance.now();
    for (const [id, { count, last }] of [...this.unwritten]) {
      this.unwritten.delete(id);
      try {
        await this.database.executeRelaxed(WRITE, last, count, id);
      } catch (error) {
        const since = this.unwritten.get(id);
        this.unwritten.set(id, { count: count + (since?.count ?? 0), last: since?.last ?? last });
        this.logger.warn({ message: 'could not note uses', cause: String(error) });
      }
    }
  }
}
