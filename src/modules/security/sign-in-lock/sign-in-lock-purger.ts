import { Injectable, Logger } from '@nestjs/common';
import { Clock, Purger } from '../../../contract/index.js';
import { Database, purgeInBatches } from '../../../persistence/index.js';
import { SignInLock } from '../persistence/sign-in-lock.entity.js';

/** Above this many rows, those that say least go although they have not expired. */
const MAX_ROWS = 100_000;
const BATCH = 200;
/** How many rows a process makes before it looks whether there are too many. */
const LOOK_EVERY = 10_000;

@Injectable()
export class SignInLockPurger extends Purger {
  override readonly what = 'expired sign-in counters';
  private readonly logger = new Logger('security');
  private made = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async purge(): Promise<number> {
    const expired = await purgeInBatches(this.database, SignInLock, this.clock.now());
    return expired + (await this.trim(MAX_ROWS));
  }

  /** To be told of every new row: an hour of made-up names is too long a wait. */
  rowMade(): void {
    this.made += 1;
    if (this.made % LOOK_EVERY > 0) return;
    this.purge().catch((error: unknown) => {
      this.logger.error({ message: `could not purge ${this.what}`, cause: String(error) });
    });
  }

  /**
   * Bounds the table against made-up names: the fewest failures go first, so that to lift one lock
   * a stranger would have to lock as many names as there are rows.
   */
  async trim(rows: number): Promise<number> {
    let excess = (await this.database.run((manager) => manager.count(SignInLock))) - rows;
    let removed = 0;
    while (excess > 0) {
      const least = await this.database.run((manager) =>
        manager.find(SignInLock, {
          select: { id: true },
          order: { failures: 'ASC', expiresAt: 'ASC' },
          take: Math.min(BATCH, excess),
        }),
      );
      if (least.length === 0) break;
      const ids = least.map(({ id }) => id);
      await this.database.run((manager) => manager.delete(SignInLock, ids));
      removed += least.length;
      excess -= least.length;
    }
    return removed;
  }
}
