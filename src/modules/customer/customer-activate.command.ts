import { Injectable } from '@nestjs/common';
import { CustomerChangeCommand, NAMES_CUSTOMER } from './customer-change.command.js';
import type { Customer } from './persistence/customer.entity.js';

/** `customer:activate` */
@Injectable()
export class CustomerActivateCommand extends CustomerChangeCommand {
  static readonly spec = {
    name: 'customer:activate',
    summary: "Switches a customer's account on again; no token returns.",
    ...NAMES_CUSTOMER,
  };

  protected override readonly done = 'The account is active.';

  protected override change(customer: Customer): Promise<void> {
    return this.administration.activate(customer);
  }
}
