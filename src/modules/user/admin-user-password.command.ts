import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
  type Terminal,
} from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';
import { askNewPassword, PASSWORD_STDIN } from './ask-new-password.js';
import { PasswordHasher } from './passwords/password-hasher.js';

/** `admin:user:password` */
@Injectable()
export class AdminUserPasswordCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:password',
    summary: "Sets an administrator's password and ends all their tokens.",
    arguments: [['<username>', 'whose']] as const,
    options: [PASSWORD_STDIN] as const,
  };

  constructor(
    private readonly accounts: AdminAccounts,
    private readonly hasher: PasswordHasher,
  ) {
    super();
  }

  override async run(
    [username = '']: readonly string[],
    options: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult> {
    await this.accounts.principalOf(username);
    const password = await askNewPassword(options, terminal);
    await this.accounts.setPassword(username, await this.hasher.hash(password));
    return { text: 'The password is set; all earlier tokens are revoked.', json: { username } };
  }
}
