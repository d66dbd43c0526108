import { Injectable } from '@nestjs/common';
import type { NumericDate } from '../../contract/index.js';
import type { Device } from './device.js';
import { SessionBusyError } from './errors.js';
import { digestOf, type RefreshToken } from './refresh-token.js';
import { RefreshTokenKeys } from './refresh-token-keys.js';
import { SessionAccessTokens } from './session-access-tokens.js';
import type { SessionTokens } from './session-opener.js';
import { SessionPolicy } from './session-policy.js';
import type { SessionState } from './session-row.js';
import { SessionRows } from './session-rows.js';

/** Replaces refresh tokens, and repeats the answer where it was lost. */
@Injectable()
export class SessionRotation {
  constructor(
    private readonly rows: SessionRows,
    private readonly keys: RefreshTokenKeys,
    private readonly accessTokens: SessionAccessTokens,
    private readonly policy: SessionPolicy,
  ) {}

  /**
   * The access token is made first: should that fail, nothing has been consumed, and should the
   * rotation be lost to another one or to an end, nobody gets to see it.
   *
   * @returns `undefined` when somebody else rotated or ended the session meanwhile.
   */
  async rotate(
    token: RefreshToken,
    session: SessionState,
    device: Device,
  ): Promise<SessionTokens | undefined> {
    const successor = this.keys.successorOf(token);
    const at = this.policy.now();
    const expiresAt = this.policy.endsAt(at, session.absoluteExpiresAt);
    const tokens = await this.tokensFor(session, successor, expiresAt);
    const rotation = { ...device, digest: digestOf(successor.text), at, expiresAt };
    return (await this.rows.rotate(session, rotation)) ? tokens : undefined;
  }

  /** @throws {SessionBusyError} When the successor was derived from a key that is unknown here. */
  async repeat(token: RefreshToken, session: SessionState): Promise<SessionTokens> {
    const successor = this.keys.successorWith(token, session.digest);
    if (!successor) throw new SessionBusyError();
    return this.tokensFor(session, successor, session.expiresAt);
  }

  private async tokensFor(
    session: SessionState,
    successor: RefreshToken,
    notAfter: NumericDate,
  ): Promise<SessionTokens> {
    const { sessionId, principal, impersonator, revokedUpTo } = session;
    const at = this.policy.now();
    // As the issue clock has it: a revocation that comes later than the look at the session covers
    // this token, and one that came before has left a session of after it alone.
    const issuedAt = Math.max(at, revokedUpTo + 1);
    const request = { sessionId, principal, issuedAt, notAfter, impersonator };
    const access = await this.accessTokens.issue(request);
    const restSeconds = Math.max(0, session.absoluteExpiresAt - at);
    return { ...access, refreshToken: successor.text, restSeconds };
  }
}
