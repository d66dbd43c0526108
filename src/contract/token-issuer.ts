import type { NumericDate } from './numeric-date.js';
import type { Principal } from './principal.js';

/** What a caller may ask of a new token. An empty object asks for the ordinary one. */
export interface IssueParameters {
  /**
   * Forces the issue time. The sign-in passes the second in which it read the credentials, so that
   * a revocation that happens meanwhile covers the new token too. Default: {@link IssueClock}.
   */
  readonly issuedAt?: NumericDate;
  /** Seconds from issue to expiry, 1 to {@link MAX_LIFETIME_SECONDS}. Default: the format's setting. */
  readonly lifetimeSeconds?: number;
  /** Claims to carry beside the format's own, which cannot be overwritten; no format takes `nbf`. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Protected header parameters beside the format's own; formats without a header ignore them. */
  readonly headers?: Readonly<Record<string, unknown>>;
  /** Public id of the sign-in session the token belongs to. */
  readonly sessionId?: string;
}

/** One year: no setting, parameter or presented token may claim more (a typing error in `exp`). */
export const MAX_LIFETIME_SECONDS = 31_536_000;

/** Longest token that is issued or looked at, in characters. */
export const MAX_TOKEN_LENGTH = 4096;

/**
 * Turns a principal into a bearer token. A preference: exactly one issuer is active at a time, and
 * which one is the operator's choice of modules.
 */
export abstract class TokenIssuer {
  /** Name of the format, as in {@link TokenReader.format}; the audit trail has it. */
  abstract readonly format: string;

  /**
   * Issues a token that the format's {@link TokenReader} can read back.
   *
   * @returns The token as sent to the client: `b64token` characters (RFC 6750, section 2.1), at
   *   most {@link MAX_TOKEN_LENGTH} of them.
   * @throws {IssueRefusedError} When a parameter is out of range or the token would be too long.
   */
  abstract issue(principal: Principal, parameters?: IssueParameters): Promise<string>;
}
