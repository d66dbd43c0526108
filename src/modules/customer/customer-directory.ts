import { Injectable } from '@nestjs/common';
import { PrincipalDirectory, PrincipalType, type Principal } from '../../contract/index.js';
import { CustomerAccounts } from './customer-accounts.js';

/** Customers by e-mail address. */
@Injectable()
export class CustomerDirectory extends PrincipalDirectory {
  override readonly type = PrincipalType.Customer;

  constructor(private readonly accounts: CustomerAccounts) {
    super();
  }

  /** @throws {UnknownEmailError} @throws {AmbiguousEmailError} @throws {UnknownWebsiteError} */
  override async principalNamed(email: string, website?: string): Promise<Principal> {
    return { type: this.type, id: (await this.accounts.named(email, website)).id };
  }
}
