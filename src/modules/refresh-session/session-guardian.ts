import { Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Accounts } from './accounts.js';
import type { Device } from './device.js';
import { RefreshTokenGoneError, SessionOwnerInactiveError } from './errors.js';
import { SessionEndings } from './session-endings.js';
import { SessionIncidents } from './session-incidents.js';
import { principalOf, type SessionState } from './session-row.js';

/** The one gate that every use of a session passes, whatever its token turns out to be. */
@Injectable()
export class SessionGuardian {
  constructor(
    private readonly accounts: Accounts,
    private readonly endings: SessionEndings,
    private readonly clock: Clock,
    private readonly incidents: SessionIncidents,
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

  /** Makes use of a session, and notes what about that has to be known. */
  use<T>(
    session: SessionState,
    device: Device,
    use: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    return this.incidents.used(session, device, use);
  }

  /** Two hold tokens of one session, and one of them stole it: neither keeps it. */
  async endReused(session: SessionState, device: Device): Promise<void> {
    // Many replays at once are one event.
    if (await this.endings.end(session.sessionId)) await this.incidents.reused(session, device);
  }
}
