import { Injectable } from '@nestjs/common';
import { Clock, signInKey } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerChanges } from './customer-changes.js';
import { CustomerEmails } from './customer-emails.js';
import { checkCustomerFields, type CustomerFields } from './customer-fields.js';
import { Customer } from './persistence/customer.entity.js';

/** What customers change about themselves, their password apart. */
@Injectable()
export class CustomerProfile {
  constructor(
    private readonly database: Database,
    private readonly accounts: CustomerAccounts,
    private readonly changes: CustomerChanges,
    private readonly emails: CustomerEmails,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes what a customer says of themselves. A new e-mail address ends every token, the one that
   * was used included: a stolen token can give an account another address, but not keep it.
   *
   * @returns The account as it is then.
   * @throws {CustomerFieldError}
   * @throws {CustomerExistsError}
   * @throws {NoSuchCustomerError}
   */
  async update(id: number, fields: CustomerFields): Promise<Customer> {
    checkCustomerFields(fields);
    const { email, emailKey: before } = await this.accounts.get(id);
    const emailKey = signInKey(fields.email);
    const change = { id, email, action: 'customer.update', endsTokens: emailKey !== before };
    const values = { ...fields, emailKey, updatedAt: this.clock.now() };
    await this.changes.make(change, () =>
      this.emails.claim(fields.email, id, () =>
        this.database.run((manager) => manager.update(Customer, { id }, values)),
      ),
    );
    return this.accounts.get(id);
  }
}
