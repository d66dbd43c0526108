import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
  type Terminal,
} from '../../contract/index.js';
import { askNewPassword, PASSWORD_STDIN, PasswordHasher } from '../user/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { checkCustomerFields } from './customer-fields.js';
import { CommandPasswordError } from './errors.js';

/** `customer:create` */
@Injectable()
export class CustomerCreateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'customer:create',
    summary: 'Creates a customer.',
    requiredOptions: [
      ['--email <address>', 'what to sign in with'],
      ['--firstname <name>', 'first name'],
      ['--lastname <name>', 'last name'],
    ] as const,
    options: [
      ['--website <code>', 'where the account counts; default: the default website'],
      ['--unconfirmed', 'signing in waits for customer:confirm'],
      PASSWORD_STDIN,
    ] as const,
  };

  constructor(
    private readonly accounts: CustomerAccounts,
    private readonly hasher: PasswordHasher,
  ) {
    super();
  }

  override async run(
    _args: readonly string[],
    options: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult> {
    const fields = {
      email: String(options.email),
      firstname: String(options.firstname),
      lastname: String(options.lastname),
    };
    checkCustomerFields(fields);
    const password = await askNewPassword(options, terminal, CommandPasswordError);
    const customer = {
      ...fields,
      website: options.website === undefined ? undefined : String(options.website),
      confirmation: options.unconfirmed ? randomBytes(24).toString('base64url') : null,
    };
    const id = await this.accounts.create(customer, await this.hasher.hash(password));
    return { text: String(id), json: { id } };
  }
}
