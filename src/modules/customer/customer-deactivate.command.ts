import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';
import { CUSTOMER_ARGUMENT, namedCustomer, WEBSITE_OPTION } from './named-customer.js';

/** `customer:deactivate` */
@Injectable()
export class CustomerDeactivateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'customer:deactivate',
    summary: "Switches a customer's account off and ends all its tokens.",
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
    await this.administration.deactivate(customer);
    return {
      text: 'The account is inactive; all its tokens are revoked.',
      json: { id: customer.id, email: customer.email },
    };
  }
}
