import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
  type Terminal,
} from '../../contract/index.js';
import { askNewPassword, PASSWORD_STDIN, PasswordHasher } from '../user/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';
import { CommandPasswordError } from './errors.js';
import { CUSTOMER_ARGUMENT, namedCustomer, WEBSITE_OPTION } from './named-customer.js';

/** `customer:password` */
@Injectable()
export class CustomerPasswordCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'customer:password',
    summary: "Sets a customer's password and ends all their tokens.",
    arguments: [CUSTOMER_ARGUMENT] as const,
    options: [WEBSITE_OPTION, PASSWORD_STDIN] as const,
  };

  constructor(
    private readonly accounts: CustomerAccounts,
    private readonly administration: CustomerAdministration,
    private readonly hasher: PasswordHasher,
  ) {
    super();
  }

  override async run(
    args: readonly string[],
    options: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult> {
    const customer = await namedCustomer(this.accounts, args, options);
    const password = await askNewPassword(options, terminal, CommandPasswordError);
    await this.administration.setPassword(customer, await this.hasher.hash(password));
    const { id, email } = customer;
    return { text: 'The password is set; all earlier tokens are revoked.', json: { id, email } };
  }
}
