import { Injectable } from '@nestjs/common';
import { AuditTrail, IssueClock, PrincipalType, type Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { Accounts } from './accounts.js';
import { UnknownAccountError } from './errors.js';
import { SessionOpener, type Opening } from './session-opener.js';
import type { SignedIn } from './session-sign-in.js';

/** Half an hour, and not a second more. */
const IMPERSONATION_SECONDS = 1_800;

/** Lets an administrator act for a customer: the heart of `POST /auth/impersonate`. */
@Injectable()
export class Impersonation {
  constructor(
    private readonly accounts: Accounts,
    private readonly opener: SessionOpener,
    private readonly issueClock: IssueClock,
    private readonly audit: AuditTrail,
    private readonly database: Database,
  ) {}

  /** @throws {UnknownAccountError} For a customer who is switched off, too. */
  async begin(admin: Principal, customerId: number, opening: Opening): Promise<SignedIn> {
    const customer = { type: PrincipalType.Customer, id: customerId };
    const user = await this.accounts.find(customer);
    if (!user) throw new UnknownAccountError();
    const { username: name } = await this.accounts.get(admin);
    const impersonator = { id: admin.id, name };
    // Later than the last revocation of either: both can end it.
    const times = await Promise.all(
      [customer, admin].map(async (each) => this.issueClock.nextFor(each)),
    );
    const signIn = { principal: customer, at: Math.max(...times) };
    return this.database.transaction(async () => {
      const limited = { ...opening, impersonator, absoluteSeconds: IMPERSONATION_SECONDS };
      const session = await this.opener.open(signIn, limited);
      await this.audit.record({
        action: 'session.impersonate',
        result: 'success',
        actor: admin,
        subject: user.username,
        details: { session: session.sessionId, userId: user.id },
      });
      return { ...session, user };
    });
  }
}
