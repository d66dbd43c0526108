import { Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { CustomerChanges } from './customer-changes.js';
import { CustomerLock } from './customer-lock.js';
import { NoSuchCustomerError } from './errors.js';
import { CustomerFailures } from './persistence/customer-failures.entity.js';
import { Customer } from './persistence/customer.entity.js';

/** What operators and administrators do to an account. */
@Injectable()
export class CustomerAdministration {
  constructor(
    private readonly database: Database,
    private readonly changes: CustomerChanges,
    private readonly lock: CustomerLock,
    private readonly clock: Clock,
  ) {}

  /** Sets a password, ends every token and the lock. @throws {NoSuchCustomerError} */
  async setPassword(customer: Customer, passwordHash: string): Promise<void> {
    await this.update(
      customer,
      'customer.password',
      { passwordHash },
      { endsTokens: true, unlocks: true },
    );
  }

  /** Switches an account off and ends every token of it. */
  deactivate(customer: Customer): Promise<void> {
    return this.update(customer, 'customer.deactivate', { isActive: false }, { endsTokens: true });
  }

  /** Switches an account on again, and ends its lock; no token returns. */
  async activate(customer: Customer): Promise<void> {
    await this.update(customer, 'customer.activate', { isActive: true }, { unlocks: true });
  }

  /** Lets an account sign in whose address was still to be confirmed, and ends its lock. */
  async confirm(customer: Customer): Promise<void> {
    await this.update(customer, 'customer.confirm', { confirmation: null }, { unlocks: true });
  }

  /** Ends every token of an account. */
  revoke({ id, email }: Pick<Customer, 'id' | 'email'>): Promise<void> {
    const change = { id, email, action: 'customer.revoke', endsTokens: true };
    return this.changes.make(change, async () => {});
  }

  /** Removes an account, for good, and ends every token of it. @throws {NoSuchCustomerError} */
  async delete({ id, email }: Customer): Promise<void> {
    const change = { id, email, action: 'customer.delete', endsTokens: true };
    await this.changes.make(change, () =>
      this.database.run(async (manager) => {
        const { affected } = await manager.delete(Customer, { id });
        if (affected !== 1) throw new NoSuchCustomerError(String(id));
        await manager.delete(CustomerFailures, { customerId: id });
      }),
    );
  }

  /** @throws {NoSuchCustomerError} When the account has been deleted since it was found. */
  private async update(
    { id, email }: Customer,
    action: string,
    values: Partial<Pick<Customer, 'passwordHash' | 'isActive' | 'confirmation'>>,
    { endsTokens = false, unlocks = false },
  ): Promise<void> {
    const updatedAt = this.clock.now();
    await this.changes.make({ id, email, action, endsTokens }, async () => {
      const { affected } = await this.database.run((manager) =>
        manager.update(Customer, { id }, { ...values, updatedAt }),
      );
      if (affected !== 1) throw new NoSuchCustomerError(String(id));
      if (unlocks) await this.lock.reset(id);
    });
  }
}
