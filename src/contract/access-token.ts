import type { NumericDate } from './numeric-date.js';
import type { Principal } from './principal.js';

/** What a readable token says, whatever its format. Reading proves origin, not validity. */
export interface AccessToken {
  /** Name of the format that was read, such as `opaque` or `jwt`. */
  readonly format: string;
  readonly principal: Principal;
  /** What people call the principal, where it is at hand: for the audit trail. */
  readonly name?: string;
  readonly issuedAt: NumericDate;
  /** The first second in which the token is no longer good. */
  readonly expiresAt: NumericDate;
  /** Public id of the sign-in session the token was born in, if any. */
  readonly sessionId?: string;
  /** Further claims the issuer was asked to put in; empty for a plain token. */
  readonly claims: Readonly<Record<string, unknown>>;
}
