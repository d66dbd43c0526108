import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { AdminAccounts } from './admin-accounts.js';
import { expiryFrom } from './expiry-from.js';

/** `admin:user:expire` */
@Injectable()
export class AdminUserExpireCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:expire',
    summary: "Sets when an administrator's account ends.",
    arguments: [
      ['<username>', 'whose'],
      ['<time>', 'such as 2027-01-31 or 2027-01-31T12:00:00Z; never: it does not'],
    ] as const,
  };

  constructor(private readonly accounts: AdminAccounts) {
    super();
  }

  override async run([username = '', time = '']: readonly string[]): Promise<ConsoleResult> {
    const expiresAt = expiryFrom(time);
    await this.accounts.expire(username, expiresAt);
    const expires = expiresAt === null ? null : new Date(expiresAt * 1_000).toISOString();
    const text = expires ? `The account ends at ${expires}.` : 'The account does not end.';
    return { text, json: { username, expires } };
  }
}
