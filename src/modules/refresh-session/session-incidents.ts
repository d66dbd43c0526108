import { Injectable } from '@nestjs/common';
import { AuditTrail, Clock } from '../../contract/index.js';
import { isOtherDevice } from './device-description.js';
import type { Device } from './device.js';
import { SessionNotices } from './session-notices.js';
import { principalOf, type SessionState } from './session-row.js';

/** What happens to sessions and has to be answerable later. */
@Injectable()
export class SessionIncidents {
  constructor(
    private readonly audit: AuditTrail,
    private readonly notices: SessionNotices,
    private readonly clock: Clock,
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

  /** A session was used: by an administrator who acts for its owner, or with another device. */
  async used(session: SessionState, device: Device): Promise<void> {
    if (session.impersonator) return this.impersonated(session);
    if (isOtherDevice(session.userAgent, device.userAgent)) await this.moved(session, device);
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
    this.notices.moved(session, device, this.clock.now());
  }
}
