import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';

/** `admin:user:activate` */
@Injectable()
export class AdminUserActivateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:activate',
    summary: "Switches an administrator's account on again; no token returns.",
    arguments: [['<username>', 'whose']] as const,
  };

  constructor(private readonly accounts: AdminAccounts) {
    super();
  }

  override async run([username = '']: readonly string[]): Promise<ConsoleResult> {
    await this.accounts.activate(username);
    return { text: 'The account is active.', json: { username } };
  }
}
