import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from '../user/index.js';

/** `token:revoke` */
@Injectable()
export class TokenRevokeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'token:revoke',
    summary: 'Ends every token of one user, in every format, in every running process.',
    requiredOptions: [['--admin <username>', 'the administrator whose tokens end']] as const,
  };

  constructor(private readonly admins: AdminAccounts) {
    super();
  }

  override async run(_args: readonly string[], { admin }: ConsoleOptions): Promise<ConsoleResult> {
    await this.admins.revokeTokens(String(admin));
    return { text: "You have revoked the user's tokens.", json: { admin, revoked: true } };
  }
}
