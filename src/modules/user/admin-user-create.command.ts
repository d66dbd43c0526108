import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
  type Terminal,
} from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';
import { askNewPassword, PASSWORD_STDIN } from './ask-new-password.js';
import { expiryFrom } from './expiry-from.js';
import { checkNewAdmin } from './new-admin.js';
import { PasswordHasher } from './passwords/password-hasher.js';

/** `admin:user:create` */
@Injectable()
export class AdminUserCreateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:create',
    summary: 'Creates an administrator.',
    requiredOptions: [
      ['--username <name>', 'what to sign in with'],
      ['--email <address>', 'where mail goes'],
    ] as const,
    options: [
      ['--role <name>', 'a role, or "all" for everything; without one signing in is refused'],
      ['--expires <time>', 'when the account ends, such as 2027-01-31; default: never'],
      PASSWORD_STDIN,
    ] as const,
  };

  constructor(
    private readonly accounts: AdminAccounts,
    private readonly hasher: PasswordHasher,
  ) {
    super();
  }

  override async run(
    _args: readonly string[],
    options: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult> {
    const role = options.role === undefined ? undefined : String(options.role);
    const expiresAt = expiryFrom(String(options.expires ?? 'never'));
    const admin = {
      username: String(options.username),
      email: String(options.email),
      role,
      expiresAt,
    };
    checkNewAdmin(admin);
    const password = await askNewPassword(options, terminal);
    const id = await this.accounts.create(admin, await this.hasher.hash(password));
    return { text: String(id), json: { id } };
  }
}
