import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { Accounts, type SessionUser } from './accounts.js';
import { retryConflicts } from './retry-conflicts.js';
import { SessionOpener, type OpenedSession, type Opening } from './session-opener.js';
import { SignInGate, type Credentials } from './sign-in-gate.js';

/** A user and their new session. */
export interface SignedIn extends OpenedSession {
  readonly user: SessionUser;
}

/** Exchanges credentials for a session: the heart of `POST /auth/login`. */
@Injectable()
export class SessionSignIn {
  constructor(
    private readonly gate: SignInGate,
    private readonly accounts: Accounts,
    private readonly opener: SessionOpener,
    private readonly audit: AuditTrail,
    private readonly database: Database,
  ) {}

  /** Session, access token and audit row are one transaction. */
  async signIn(credentials: Credentials, opening: Opening): Promise<SignedIn> {
    return this.gate.signIn(credentials, async (signIn) => {
      const user = await this.accounts.get(signIn.principal);
      const open = async (): Promise<SignedIn> => {
        const session = await this.opener.open(signIn, opening);
        await this.audit.record({
          action: `${user.type}.sign-in`,
          result: 'success',
          actor: signIn.principal,
          subject: user.username,
          details: { session: session.sessionId },
        });
        return { ...session, user };
      };
      return retryConflicts(this.database, () => this.database.transaction(open));
    });
  }
}
