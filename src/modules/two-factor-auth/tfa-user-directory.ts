import { Injectable } from '@nestjs/common';
import { SignInFailedError } from '../../contract/index.js';
import { AdminAccounts, UnknownAdminError, type AdminUser } from '../user/index.js';
import { UnknownTfaUserError } from './errors.js';

/** Administrators, as this module names them. */
@Injectable()
export class TfaUserDirectory {
  constructor(private readonly accounts: AdminAccounts) {}

  /** Who has just given a right password. @throws {SignInFailedError} When they are gone meanwhile. */
  async withId(id: number): Promise<AdminUser> {
    const user = await this.accounts.withId(id);
    if (!user) throw new SignInFailedError();
    return user;
  }

  /** @throws {UnknownTfaUserError} */
  async named(username: string): Promise<AdminUser> {
    try {
      return await this.withId((await this.accounts.principalOf(username)).id);
    } catch (error) {
      throw error instanceof UnknownAdminError ? new UnknownTfaUserError(username) : error;
    }
  }

  all(): Promise<AdminUser[]> {
    return this.accounts.list();
  }
}
