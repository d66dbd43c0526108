import { Injectable } from '@nestjs/common';
import { IssueClock, type Principal, type SecondFactorProof } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { Accounts } from './accounts.js';
import { SessionOwnerInactiveError } from './errors.js';
import { SessionOpener, type OpenedSession, type Opening } from './session-opener.js';
import { SignInGate } from './sign-in-gate.js';

/** What is sent to exchange a password. */
export interface PasswordExchange {
  readonly current: string;
  readonly next: string;
  readonly proof: SecondFactorProof;
}

/** Exchanges a password: the heart of `PUT /auth/password`. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly gate: SignInGate,
    private readonly accounts: Accounts,
    private readonly opener: SessionOpener,
    private readonly issueClock: IssueClock,
    private readonly database: Database,
  ) {}

  /**
   * One transaction: the new password, the end of every session and token of the user, and a new
   * session for the one who asks.
   *
   * @throws {SignInFailedError} For a wrong current password, or a wrong code.
   */
  async change(
    principal: Principal,
    { current: password, next, proof }: PasswordExchange,
    opening: Opening,
  ): Promise<OpenedSession> {
    const { type: userType, username } = await this.accounts.get(principal);
    const apply = await this.accounts.of(principal)?.preparePassword(principal, next);
    if (!apply) throw new SessionOwnerInactiveError();
    return this.gate.confirm(principal.id, { userType, username, password, proof }, () =>
      this.database.transaction(async () => {
        await apply();
        const at = await this.issueClock.nextFor(principal);
        return this.opener.open({ principal, at }, opening);
      }),
    );
  }
}
