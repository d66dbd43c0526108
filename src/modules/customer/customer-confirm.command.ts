import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';
import { CUSTOMER_ARGUMENT, namedCustomer, WEBSITE_OPTION } from './named-customer.js';

/** `customer:confirm` */
@Injectable()
export class CustomerConfirmCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'customer:confirm',
    summary: 'Lets a customer sign in whose e-mail address was still to be confirmed.',
    arguments: [CUSTOMER_ARGUMENT] as const,
    options: [WEBSITE_OPTION] as const,
  };

  constructor(
    private readonly accounts: CustomerAccounts,
    private readonly administration: CustomerAdministration,
  ) {
    super();
  }

  override async run(args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const customer = await namedCustomer(this.accounts, args, options);
    await this.administration.confirm(customer);
    return {
      text: 'The e-mail address is confirmed.',
      json: { id: customer.id, email: customer.email },
    };
  }
}
