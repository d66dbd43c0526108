import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';
import type { AdminUser } from './persistence/admin-user.entity.js';

/** `admin:user:list` */
@Injectable()
export class AdminUserListCommand extends ConsoleCommand {
  static readonly spec = { name: 'admin:user:list', summary: 'Lists the administrators.' };

  constructor(private readonly accounts: AdminAccounts) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const admins = (await this.accounts.list()).map(summary);
    const text = admins
      .map(({ id, username, email, active, lastSignIn }) =>
        [id, username, email, active ? 'active' : 'inactive', lastSignIn ?? 'never'].join('\t'),
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
