import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';

/** `admin:user:deactivate` */
@Injectable()
export class AdminUserDeactivateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:deactivate',
    summary: "Switches an administrator's account off and ends all their tokens.",
    arguments: [['<username>', 'whose']] as const,
  };

  constructor(private readonly accounts: AdminAccounts) {
    super();
  }

  override async run([username = '']: readonly string[]): Promise<ConsoleResult> {
    await this.accounts.deactivate(username);
    return { text: 'The account is inactive; all its tokens are revoked.', json: { username } };
  }
}
