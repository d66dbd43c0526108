import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { Roles } from '../authorization/index.js';
import { AdminAccounts } from './admin-accounts.js';
import type { AdminUser } from './persistence/admin-user.entity.js';

/** `admin:user:list` */
@Injectable()
export class AdminUserListCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:list',
    summary: 'Lists the administrators and their roles.',
  };

  constructor(
    private readonly accounts: AdminAccounts,
    private readonly roles: Roles,
  ) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const roles = await this.roles.ofAdministrators();
    const admins = (await this.accounts.list()).map((admin) => ({
      ...summary(admin),
      role: roles.get(admin.id) ?? null,
    }));
    const text = admins
      .map(({ id, username, email, active, lastSignIn, role }) =>
        [
          ...[id, username, email, active ? 'active' : 'inactive', lastSignIn ?? 'never'],
          role ?? 'no role',
        ].join('\t'),
      )
      .join('\n');
    return { text, json: admins };
  }
}

const summary = ({ id, username, email, isActive, logdate, lognum }: AdminUser) => ({
  id,
  username,
  email,
  active: isActive,
  lastSignIn: logdate === null ? null : new Date(logdate * 1000).toISOString(),
  signIns: lognum,
});
