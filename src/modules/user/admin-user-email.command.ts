import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';

/** `admin:user:email` */
@Injectable()
export class AdminUserEmailCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:email',
    summary: "Sets the e-mail address that an administrator's mail goes to.",
    arguments: [
      ['<username>', 'whose'],
      ['<address>', 'where mail goes'],
    ] as const,
  };

  constructor(private readonly accounts: AdminAccounts) {
    super();
  }

  override async run([username = '', email = '']: readonly string[]): Promise<ConsoleResult> {
    await this.accounts.setEmail(username, email);
    return { text: 'The e-mail address is set.', json: { username, email } };
  }
}
