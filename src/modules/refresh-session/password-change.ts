import { Injectable } from '@nestjs/common';
import { AuditTrail, IssueClock, type Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { Accounts } from './accounts.js';
import { SessionOwnerInactiveError } from './errors.js';
import { SessionOpener, type OpenedSession, type Opening } from './session-opener.js';
import { SignInGate } from './sign-in-gate.js';

/** Exchanges a password: the heart of `PUT /auth/password`. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly gate: SignInGate,
    private readonly accounts: Accounts,
    private readonly opener: SessionOpener,
    private readonly issueClock: IssueClock,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * One transaction: the new password, the end of every session and token of the user, and a new
   * session for the one who asks.
   *
   * @throws {SignInFailedError} For a wrong current password.
   */
  async change(
    principal: Principal,
    current: string,
    next: string,
    opening: Opening,
  ): Promise<OpenedSession> {
    const { type: userType, username } = await this.accounts.get(principal);
    const apply = await this.accounts.of(principal)?.preparePassword(principal, next);
    if (!apply) throw new SessionOwnerInactiveError();
    return this.gate.confirm({ userType, username, password: current }, () =>
      this.database.transaction(async () => {
        await apply();
        const at = await this.issueClock.nextFor(principal);
        await this.audit.record({
          action: `${userType}.password`,
          result: 'success',
          actor: principal,
          subject: username,
        });
        return this.opener.open({ principal, at }, opening);
      }),
    );
  }
}
