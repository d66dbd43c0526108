import { Injectable } from '@nestjs/common';
import { AuditTrail, Clock } from '../../contract/index.js';
import { Accounts } from './accounts.js';
import { RefreshTokenGoneError, SessionOwnerInactiveError } from './errors.js';
import { SessionEndings } from './session-endings.js';
import { principalOf, type SessionState } from './session-row.js';

/** The one gate that every use of a session passes, whatever its token turns out to be. */
@Injectable()
export class SessionGuardian {
  constructor(
    private readonly accounts: Accounts,
    private readonly endings: SessionEndings,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @returns The session, if it is in force and its owner is active.
   * @throws {RefreshTokenGoneError}
   * @throws {SessionOwnerInactiveError}
   */
  async admit(session: SessionState | undefined): Promise<SessionState> {
    if (!session || session.expiresAt <= this.clock.now()) throw new RefreshTokenGoneError();
    const { principal, sessionId, impersonator } = session;
    if (session.outlived) {
      await this.endings.end(sessionId);
      throw new RefreshTokenGoneError();
    }
    if (!(await this.accounts.isActive(principal))) {
      await this.endings.end(sessionId);
      throw new SessionOwnerInactiveError();
    }
    if (impersonator && !(await this.accounts.isActive(principalOf(impersonator)))) {
      await this.endings.end(sessionId);
      throw new RefreshTokenGoneError();
    }
    return session;
  }

  async end({ sessionId }: SessionState): Promise<void> {
    await this.endings.end(sessionId);
  }

  /** Notes that an administrator goes on acting for somebody. */
  async noteUse({ sessionId, principal, impersonator }: SessionState): Promise<void> {
    if (!impersonator) return;
    await this.audit.record({
      action: 'session.impersonate',
      result: 'success',
      actor: principalOf(impersonator),
      subject: sessionId,
      details: { userType: principal.type, userId: principal.id, renewed: true },
    });
  }

  /** Two hold tokens of one session, and one of them stole it: neither keeps it. */
  async endReused({ sessionId, principal }: SessionState): Promise<void> {
    // Many replays at once are one event.
    if (!(await this.endings.end(sessionId))) return;
    await this.audit.record({
      action: 'session.refresh-token-reused',
      result: 'failure',
      actor: 'anonymous',
      subject: sessionId,
      details: { userType: principal.type, userId: principal.id },
    });
  }
}
