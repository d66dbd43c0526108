import { Inject, Injectable } from '@nestjs/common';
import { Clock, Purger, type NumericDate } from '../../contract/index.js';
import { Database, purgeInBatches } from '../../persistence/index.js';
import { UserRefreshToken } from './persistence/user-refresh-token.entity.js';
import { SessionSettings } from './session-settings.js';

/** Seconds by which another process's clock may be behind, and still rotate. */
const CLOCK_SKEW_SECONDS = 60;

/** An address says where somebody was: kept for a month after the last use, and no longer. */
const ADDRESS_SECONDS = 2_592_000;

/**
 * `?`: now, the moment a session that was used at the last moment of all would end, that moment.
 * What tells two devices apart is made of the address, and goes with it.
 */
const FORGET_ADDRESSES = `UPDATE user_refresh_token SET ip = '', device = family
  WHERE expires_at > ? AND expires_at <= ? AND last_used_at <= ? AND ip <> ''`;

@Injectable()
export class SessionPurger extends Purger {
  override readonly what = 'expired sessions';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(SessionSettings.token) private readonly settings: SessionSettings,
  ) {
    super();
  }

  override async purge(): Promise<number> {
    const now = this.clock.now();
    await this.forgetAddresses(now);
    return purgeInBatches(this.database, UserRefreshToken, now - CLOCK_SKEW_SECONDS);
  }

  /** Where sessions may be unused for longer than that; by default they have ended by then. */
  private async forgetAddresses(now: NumericDate): Promise<void> {
    const { idleSeconds } = this.settings;
    if (idleSeconds <= ADDRESS_SECONDS) return;
    const usedBy = now - ADDRESS_SECONDS;
    await this.database.execute(FORGET_ADDRESSES, now, usedBy + idleSeconds, usedBy);
  }
}
