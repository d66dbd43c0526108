import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';
import { CUSTOMER_ARGUMENT, namedCustomer, WEBSITE_OPTION } from './named-customer.js';
import type { Customer } from './persistence/customer.entity.js';

/** How the commands that do one thing to one customer are called. */
export const NAMES_CUSTOMER = {
  arguments: [CUSTOMER_ARGUMENT] as const,
  options: [WEBSITE_OPTION] as const,
};

/** A command that does one thing to one customer. */
@Injectable()
export abstract class CustomerChangeCommand extends ConsoleCommand {
  constructor(
    private readonly accounts: CustomerAccounts,
    protected readonly administration: CustomerAdministration,
  ) {
    super();
  }

  /** Says that it is done. */
  protected abstract readonly done: string;

  protected abstract change(customer: Customer): Promise<void>;

  override async run(args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const customer = await namedCustomer(this.accounts, args, options);
    await this.change(customer);
    return { text: this.done, json: { id: customer.id, email: customer.email } };
  }
}
