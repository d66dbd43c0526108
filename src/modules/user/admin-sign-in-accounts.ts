import { Injectable } from '@nestjs/common';
import {
  PrincipalType,
  SignInAccounts,
  type AccountProfile,
  type Principal,
} from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { AdminAccounts } from './admin-accounts.js';
import { AdminStatus } from './admin-status.js';
import { UnknownAdminError } from './errors.js';
import { checkNewPassword } from './new-password.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { AdminUser } from './persistence/admin-user.entity.js';

/** What sign-in sessions have to know and to change of administrators' accounts. */
@Injectable()
export class AdminSignInAccounts extends SignInAccounts {
  override readonly type = PrincipalType.Admin;

  constructor(
    private readonly database: Database,
    private readonly accounts: AdminAccounts,
    private readonly hasher: PasswordHasher,
    private readonly status: AdminStatus,
  ) {
    super();
  }

  override isActive({ id }: Principal): boolean | Promise<boolean> {
    return this.status.isActive(id);
  }

  override async profileOf({ id }: Principal): Promise<AccountProfile | undefined> {
    const admin = await this.database.run((manager) =>
      manager.findOneBy(AdminUser, { id, isActive: true }),
    );
    if (!admin || !(await this.status.isActive(id))) return undefined;
    return { username: admin.username, email: admin.email };
  }

  override async preparePassword(
    principal: Principal,
    password: string,
  ): Promise<() => Promise<void>> {
    checkNewPassword(password);
    const hash = await this.hasher.hash(password);
    return async () => {
      const profile = await this.profileOf(principal);
      if (!profile) throw new UnknownAdminError(String(principal.id));
      await this.accounts.setPassword(profile.username, hash);
    };
  }
}
