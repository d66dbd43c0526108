import { Injectable } from '@nestjs/common';
import { TokenRevokedError, TokenValidator, type AccessToken } from '../../contract/index.js';
import { LiveSessions } from './live-sessions.js';
import { SessionClaims } from './session-claims.js';

/**
 * Refuses an access token whose session has ended: signing a device out ends what it holds, and
 * not only what it would get next. Tokens without a session pay nothing for it.
 */
@Injectable()
export class SessionValidator extends TokenValidator {
  constructor(
    private readonly sessions: LiveSessions,
    private readonly claims: SessionClaims,
  ) {
    super();
  }

  override validate(token: AccessToken): void | Promise<void> {
    const { sessionId } = token;
    this.claims.check(token);
    if (sessionId === undefined) return;
    const live = this.sessions.isLive(sessionId);
    return live instanceof Promise ? live.then(refuseUnless) : refuseUnless(live);
  }
}

function refuseUnless(live: boolean): void {
  if (!live) throw new TokenRevokedError();
}
