import { Injectable } from '@nestjs/common';
import { CustomerChangeCommand, NAMES_CUSTOMER } from './customer-change.command.js';
import type { Customer } from './persistence/customer.entity.js';

/** `customer:deactivate` */
@Injectable()
export class CustomerDeactivateCommand extends CustomerChangeCommand {
  static readonly spec = {
    name: 'customer:deactivate',
    summary: "Switches a customer's account off and ends all its tokens.",
    ...NAMES_CUSTOMER,
  };

  protected override readonly done = 'The account is inactive; all its tokens are revoked.';

  protected override change(customer: Customer): Promise<void> {
    return this.administration.deactivate(customer);
  }
}
