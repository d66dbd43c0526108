import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { Stores } from '../store/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import type { Customer } from './persistence/customer.entity.js';

/** `customer:list` */
@Injectable()
export class CustomerListCommand extends ConsoleCommand {
  static readonly spec = { name: 'customer:list', summary: 'Lists the customers.' };

  constructor(
    private readonly accounts: CustomerAccounts,
    private readonly stores: Stores,
  ) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const websites = new Map(
      (await this.stores.websites()).map(({ id, code }) => [id, code] as const),
    );
    const customers = (await this.accounts.list()).map((customer) => ({
      id: customer.id,
      email: customer.email,
      website: websites.get(customer.websiteId) ?? null,
      firstname: customer.firstname,
      lastname: customer.lastname,
      state: stateOf(customer),
    }));
    const text = customers
      .map(({ id, email, website, firstname, lastname, state }) =>
        [id, email, website, state, `${firstname} ${lastname}`].join('\t'),
      )
      .join('\n');
    return { text, json: customers };
  }
}

function stateOf({ isActive, confirmation }: Customer): string {
  if (!isActive) return 'inactive';
  return confirmation === null ? 'active' : 'unconfirmed';
}
