import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from '../user/index.js';
import { CustomerTokens } from './customer-tokens.js';
import { EveryonesTokens } from './everyones-tokens.js';
import { RevokeTargetError } from './errors.js';

/** `token:revoke` */
@Injectable()
export class TokenRevokeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'token:revoke',
    summary: 'Ends every token of one user, or of all, in every format and every running process.',
    options: [
      ['--admin <username>', 'the administrator whose tokens end'],
      ['--customer <email>', 'the customer whose tokens end'],
      ['--website <code>', 'the website of the customer, where several have the address'],
      ['--everyone', 'all administrators and customers, as after restoring a backup'],
    ] as const,
  };

  constructor(
    private readonly admins: AdminAccounts,
    private readonly customers: CustomerTokens,
    private readonly everyone: EveryonesTokens,
  ) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const { admin, customer, website, everyone } = options;
    const named = [admin, customer, everyone].filter((each) => each !== undefined);
    const isOdd = website !== undefined && customer === undefined;
    if (named.length !== 1 || isOdd) throw new RevokeTargetError();
    if (everyone !== undefined) {
      await this.everyone.revoke();
      const text = 'You have revoked the tokens of all administrators and customers.';
      return { text, json: { everyone: true, revoked: true } };
    }
    if (admin !== undefined) await this.admins.revokeTokens(String(admin));
    else await this.customers.revoke(String(customer), website?.toString());
    const whose = admin === undefined ? { customer } : { admin };
    return { text: "You have revoked the user's tokens.", json: { ...whose, revoked: true } };
  }
}
