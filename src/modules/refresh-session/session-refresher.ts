import { Injectable } from '@nestjs/common';
import type { Device } from './device.js';
import { RefreshTokenGoneError, SessionBusyError } from './errors.js';
import { PresentedTokens, type PresentedToken } from './presented-tokens.js';
import { digestOf, sameDigest } from './refresh-token.js';
import type { SessionTokens } from './session-opener.js';
import { SessionGuardian } from './session-guardian.js';
import { SessionPolicy } from './session-policy.js';
import { SessionRotation } from './session-rotation.js';
import type { SessionState } from './session-row.js';
import { SessionRows } from './session-rows.js';

/** Enough for a token that is overtaken by rotations of others again and again. */
const ATTEMPTS = 4;

/** Decides what a presented refresh token is worth. */
@Injectable()
export class SessionRefresher {
  constructor(
    private readonly rows: SessionRows,
    private readonly presented: PresentedTokens,
    private readonly rotation: SessionRotation,
    private readonly guardian: SessionGuardian,
    private readonly policy: SessionPolicy,
  ) {}

  /**
   * The session's token is replaced; its immediate predecessor gets the same successor for a while
   * (a lost answer, two tabs); any older one, and that one later, ends the session (RFC 9700,
   * section 4.14.2).
   *
   * @throws {RefreshTokenGoneError} Final.
   * @throws {SessionOwnerInactiveError} Final.
   * @throws {UnavailableError} Nothing was decided.
   */
  async refresh(text: string, device: Device): Promise<SessionTokens> {
    const token = this.presented.read(text, device.ip);
    if (!token) throw new RefreshTokenGoneError();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const session = await this.guardian.admit(await this.rows.byFamily(digestOf(token.family)));
      const tokens = await this.exchange(token, session, device);
      if (tokens) return tokens;
    }
    throw new SessionBusyError();
  }

  /** Ends the session of a token that was once given out here, however old; else does nothing. */
  async signOut(text: string, { ip }: Device): Promise<void> {
    const token = this.presented.read(text, ip);
    const session = token && (await this.rows.byFamily(digestOf(token.family)));
    if (!session) return;
    const current = sameDigest(digestOf(text), session.digest);
    if (current || token.genuine) await this.guardian.end(session);
  }

  /** @returns `undefined` when another rotation came first: the session has to be read again. */
  private async exchange(
    token: PresentedToken,
    session: SessionState,
    device: Device,
  ): Promise<SessionTokens | undefined> {
    const digest = digestOf(token.text);
    if (sameDigest(digest, session.digest))
      return this.guardian.use(session, device, () => this.rotation.rotate(token, session, device));
    const predecessor = sameDigest(digest, session.previousDigest);
    if (predecessor && this.policy.isWithinGrace(session.replacedAt))
      return this.guardian.use(session, device, () => this.rotation.repeat(token, session));
    // Only what was once given out ends a session: a stranger's guess or a damaged cookie must not.
    if (predecessor || token.genuine) await this.guardian.endReused(session, device);
    throw new RefreshTokenGoneError();
  }
}
