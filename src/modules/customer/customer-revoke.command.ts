import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';
import { CUSTOMER_ARGUMENT, namedCustomer, WEBSITE_OPTION } from './named-customer.js';

/** `customer:revoke` */
@Injectable()
export class CustomerRevokeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'customer:revoke',
    summary: 'Ends every token of a customer, in every format.',
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
    await this.administration.revoke(customer);
    return {
      text: "You have revoked the customer's tokens.",
      json: { id: customer.id, email: customer.email },
    };
  }
}
