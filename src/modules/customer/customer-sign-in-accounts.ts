import { Injectable } from '@nestjs/common';
import {
  PrincipalType,
  SignInAccounts,
  type AccountProfile,
  type Principal,
} from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { PasswordHasher } from '../user/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerChanges } from './customer-changes.js';
import { CustomerStanding } from './customer-standing.js';
import { checkNewCustomerPassword } from './new-customer-password.js';
import { Customer } from './persistence/customer.entity.js';

/** What sign-in sessions have to know and to change of customers' accounts. */
@Injectable()
export class CustomerSignInAccounts extends SignInAccounts {
  override readonly type = PrincipalType.Customer;

  constructor(
    private readonly database: Database,
    private readonly accounts: CustomerAccounts,
    private readonly standing: CustomerStanding,
    private readonly changes: CustomerChanges,
    private readonly hasher: PasswordHasher,
  ) {
    super();
  }

  override isActive({ id }: Principal): boolean | Promise<boolean> {
    const standing = this.standing.of(id);
    return standing instanceof Promise
      ? standing.then((known) => known?.isActive ?? false)
      : (standing?.isActive ?? false);
  }

  override async profileOf({ id }: Principal): Promise<AccountProfile | undefined> {
    const found = await this.database.run((manager) =>
      manager.findOneBy(Customer, { id, isActive: true }),
    );
    return found ? { username: found.email, email: found.email } : undefined;
  }

  override async preparePassword(
    { id }: Principal,
    password: string,
  ): Promise<() => Promise<void>> {
    const { email } = await this.accounts.get(id);
    checkNewCustomerPassword(password, email);
    const passwordHash = await this.hasher.hash(password);
    const change = { id, email, action: 'customer.password', endsTokens: true };
    return () =>
      this.changes.make(change, () =>
        this.database.run((manager) => manager.update(Customer, { id }, { passwordHash })),
      );
  }
}
