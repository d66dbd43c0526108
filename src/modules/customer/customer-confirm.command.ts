import { Injectable } from '@nestjs/common';
import { CustomerChangeCommand, NAMES_CUSTOMER } from './customer-change.command.js';
import type { Customer } from './persistence/customer.entity.js';

/** `customer:confirm` */
@Injectable()
export class CustomerConfirmCommand extends CustomerChangeCommand {
  static readonly spec = {
    name: 'customer:confirm',
    summary: 'Lets a customer sign in whose e-mail address was still to be confirmed.',
    ...NAMES_CUSTOMER,
  };

  protected override readonly done = 'The e-mail address is confirmed.';

  protected override change(customer: Customer): Promise<void> {
    return this.administration.confirm(customer);
  }
}
