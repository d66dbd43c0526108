import { Injectable } from '@nestjs/common';
import {
  Clock,
  TokenNotYetValidError,
  TokenRevokedError,
  TokenValidator,
  type AccessToken,
  type NumericDate,
} from '../../contract/index.js';
import { Revocations } from './revocations.js';

/** Seconds by which the clocks of two processes may differ. */
const CLOCK_SKEW_SECONDS = 30;

/**
 * Judges a token by its issue time: revoked up to and including the second of a revocation, and
 * not from the future, unless a revocation pushed it there (see `RevocationIssueClock`).
 */
@Injectable()
export class RevocationValidator extends TokenValidator {
  constructor(
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {
    super();
  }

  override validate(token: AccessToken): void | Promise<void> {
    const revokedUpTo = this.revocations.revokedUpTo(token.principal);
    return revokedUpTo instanceof Promise
      ? revokedUpTo.then((moment) => this.judge(token, moment))
      : this.judge(token, revokedUpTo);
  }

  private judge({ issuedAt }: AccessToken, revokedUpTo: NumericDate): void {
    if (issuedAt <= revokedUpTo) throw new TokenRevokedError();
    const latest = Math.max(this.clock.now() + CLOCK_SKEW_SECONDS, revokedUpTo + 1);
    if (issuedAt > latest) throw new TokenNotYetValidError();
  }
}
