import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from '../user/index.js';
import { CustomerTokens } from './customer-tokens.js';
import { RevokeTargetError } from './errors.js';

/** `token:revoke` */
@Injectable()
export class TokenRevokeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'token:revoke',
    summary: 'Ends every token of one user, in every format, in every running process.',
    options: [
      ['--admin <username>', 'the administrator whose tokens end'],
      ['--customer <email>', 'the customer whose tokens end'],
    ] as const,
  };

  constructor(
    private readonly admins: AdminAccounts,
    private readonly customers: CustomerTokens,
  ) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const { admin, customer } = options;
    if ((admin === undefined) === (customer === undefined)) throw new RevokeTargetError();
    if (admin !== undefined) await this.admins.revokeTokens(String(admin));
    else await this.customers.revoke(String(customer));
    const whose = admin === undefined ? { customer } : { admin };
    return { text: "You have revoked the user's tokens.", json: { ...whose, revoked: true } };
  }
}
