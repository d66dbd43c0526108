import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType, TokenRevoker } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { Database } from '../../persistence/index.js';
import { CustomerStanding } from './customer-standing.js';

/** Something that is done to an account. */
export interface CustomerChange {
  readonly id: number;
  readonly email: string;
  /** As in the audit trail. */
  readonly action: string;
  /** Whether it ends every token of the account, whatever their format. */
  readonly endsTokens: boolean;
}

/** Makes a change, the revocations that follow from it and its note one transaction. */
@Injectable()
export class CustomerChanges {
  constructor(
    private readonly database: Database,
    private readonly standing: CustomerStanding,
    private readonly audit: AuditTrail,
    @InjectAll(TokenRevoker) private readonly revokers: readonly TokenRevoker[],
  ) {}

  /**
   * @param work The change itself. It comes first, so that a sign-in that slips in before it, on
   *   the state of before, is covered by the revocation after it.
   */
  async make(
    { id, email, action, endsTokens }: CustomerChange,
    work: () => Promise<unknown>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await work();
      if (endsTokens)
        for (const revoker of this.revokers)
          await revoker.revokeAllFor({ type: PrincipalType.Customer, id });
      const details = { customerId: id };
      await this.audit.record({ action, result: 'success', subject: email, details });
      this.database.afterCommit(() => this.standing.forget(id));
    });
  }

  /** Notes that something was not done. */
  async refuse({ id, email, action }: CustomerChange): Promise<void> {
    const details = { customerId: id };
    await this.audit.record({ action, result: 'failure', subject: email, details });
  }
}
