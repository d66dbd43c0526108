import { Injectable } from '@nestjs/common';
import { PrincipalDirectory, PrincipalType, type Principal } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';

/** Administrators by user name. */
@Injectable()
export class AdminDirectory extends PrincipalDirectory {
  override readonly type = PrincipalType.Admin;

  constructor(private readonly accounts: AdminAccounts) {
    super();
  }

  /** @throws {UnknownAdminError} */
  override principalNamed(username: string): Promise<Principal> {
    return this.accounts.principalOf(username);
  }
}
