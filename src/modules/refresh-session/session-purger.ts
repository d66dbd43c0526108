import { Injectable } from '@nestjs/common';
import { Clock, Purger } from '../../contract/index.js';
import { Database, purgeInBatches } from '../../persistence/index.js';
import { UserRefreshToken } from './persistence/user-refresh-token.entity.js';

/** Seconds by which another process's clock may be behind, and still rotate. */
const CLOCK_SKEW_SECONDS = 60;

@Injectable()
export class SessionPurger extends Purger {
  override readonly what = 'expired sessions';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override purge(): Promise<number> {
    const last = this.clock.now() - CLOCK_SKEW_SECONDS;
    return purgeInBatches(this.database, UserRefreshToken, last);
  }
}
