import { Injectable } from '@nestjs/common';
import { AuditTrail, Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { isOtherDevice } from './device-description.js';
import type { Device } from './device.js';
import { retryConflicts } from './retry-conflicts.js';
import { SessionNotices } from './session-notices.js';
import { principalOf, type SessionState } from './session-row.js';

/** What happens to sessions and has to be answerable later. */
@Injectable()
export class SessionIncidents {
  constructor(
    private readonly audit: AuditTrail,
    private readonly notices: SessionNotices,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** Two hold tokens of one session, which was ended. */
  async reused(session: SessionState, device: Device): Promise<void> {
    const { sessionId, principal } = session;
    await this.audit.record({
      action: 'refresh_token_reused',
      result: 'failure',
      // A flood of failed sign-ins must not hide it.
      always: true,
      actor: 'anonymous',
      subject: sessionId,
      details: { userType: principal.type, userId: principal.id },
    });
    this.notices.reused(session, device);
  }

  /**
   * A session is used: by an administrator who acts for its owner, or with another device. The use
   * and its note are one: else a token would be consumed, and its successor known to nobody, where
   * the database went away between the two.
   *
   * @param use Its outcome; `undefined`: it was none.
   */
  async used<T>(
    session: SessionState,
    device: Device,
    use: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const { impersonator, userAgent } = session;
    if (!impersonator && !isOtherDevice(userAgent, device.userAgent)) return use();
    const note = () => (impersonator ? this.impersonated(session) : this.moved(session, device));
    const noted = async (): Promise<T | undefined> => {
      const outcome = await use();
      if (outcome !== undefined) await note();
      return outcome;
    };
    return retryConflicts(this.database, () => this.database.transaction(noted));
  }

  private async impersonated({ sessionId, principal, impersonator }: SessionState): Promise<void> {
    await this.audit.record({
      action: 'session.impersonate',
      result: 'success',
      actor: principalOf(impersonator!),
      subject: sessionId,
      details: { userType: principal.type, userId: principal.id, renewed: true },
    });
  }

  private async moved(session: SessionState, device: Device): Promise<void> {
    const { sessionId, principal } = session;
    await this.audit.record({
      action: 'session.moved',
      result: 'success',
      actor: principal,
      subject: sessionId,
      details: { before: session.userAgent },
    });
    this.database.afterCommit(() => this.notices.moved(session, device, this.clock.now()));
  }
}
