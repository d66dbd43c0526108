import { Injectable } from '@nestjs/common';
import { CustomerChangeCommand, NAMES_CUSTOMER } from './customer-change.command.js';
import type { Customer } from './persistence/customer.entity.js';

/** `customer:revoke` */
@Injectable()
export class CustomerRevokeCommand extends CustomerChangeCommand {
  static readonly spec = {
    name: 'customer:revoke',
    summary: 'Ends every token of a customer, in every format.',
    ...NAMES_CUSTOMER,
  };

  protected override readonly done = "You have revoked the customer's tokens.";

  protected override change(customer: Customer): Promise<void> {
    return this.administration.revoke(customer);
  }
}
