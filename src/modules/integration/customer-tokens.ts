import { Injectable } from '@nestjs/common';
import {
  AuditTrail,
  PrincipalDirectory,
  PrincipalType,
  TokenRevoker,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { Database } from '../../persistence/index.js';
import { NoCustomerDirectoryError } from './errors.js';

/** Customers' tokens, by e-mail address, whichever module keeps the customers. */
@Injectable()
export class CustomerTokens {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    @InjectAll(PrincipalDirectory) private readonly directories: readonly PrincipalDirectory[],
    @InjectAll(TokenRevoker) private readonly revokers: readonly TokenRevoker[],
  ) {}

  /** @throws {DomainError} When there is no such customer, or no customers at all. */
  async revoke(email: string, website?: string): Promise<void> {
    const directory = this.directories.find(({ type }) => type === PrincipalType.Customer);
    if (!directory) throw new NoCustomerDirectoryError();
    const customer = await directory.principalNamed(email, website);
    await this.database.transaction(async () => {
      for (const revoker of this.revokers) await revoker.revokeAllFor(customer);
      await this.audit.record({ action: 'token.revoke', result: 'success', subject: email });
    });
  }
}
