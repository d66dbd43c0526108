import { Inject, Injectable } from '@nestjs/common';
import { Clock, type NumericDate } from '../../contract/index.js';
import { SessionSettings } from './session-settings.js';

/** What time does to sessions. */
@Injectable()
export class SessionPolicy {
  constructor(
    private readonly clock: Clock,
    @Inject(SessionSettings.token) private readonly settings: SessionSettings,
  ) {}

  now(): NumericDate {
    return this.clock.now();
  }

  /** @returns When a session that is used at `at` ends unless it is used again. */
  endsAt(at: NumericDate, absoluteExpiresAt: NumericDate): NumericDate {
    return Math.min(at + this.settings.idleSeconds, absoluteExpiresAt);
  }

  /** @returns When a session that begins at `at` ends, however much it is used. */
  absoluteEnd(at: NumericDate, seconds = this.settings.absoluteSeconds): NumericDate {
    return at + Math.min(seconds, this.settings.absoluteSeconds);
  }

  /** @returns Whether a token that was replaced then still gets its successor. */
  isWithinGrace(replacedAt: NumericDate): boolean {
    return this.now() - replacedAt <= this.settings.graceSeconds;
  }

  get maxPerUser(): number {
    return this.settings.maxPerUser;
  }
}
