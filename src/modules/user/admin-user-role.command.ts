import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';

/** `admin:user:role` */
@Injectable()
export class AdminUserRoleCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:role',
    summary: 'Gives an administrator a role in place of the one they have; tokens stay.',
    arguments: [
      ['<username>', 'whom'],
      ['<role>', 'which role; "all": the one that allows everything'],
    ] as const,
  };

  constructor(private readonly accounts: AdminAccounts) {
    super();
  }

  override async run([username = '', role = '']: readonly string[]): Promise<ConsoleResult> {
    await this.accounts.assignRole(username, role);
    return { text: 'The administrator has the role.', json: { username, role } };
  }
}
