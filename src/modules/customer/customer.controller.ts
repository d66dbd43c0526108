import { Delete, Get, Header, Param } from '@nestjs/common';
import { Resource, RestController, WrongTypeError, Operation } from '../webapi/index.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';
import { customerData } from './customer-data.js';
import { NoSuchCustomerError } from './errors.js';
import type { Customer } from './persistence/customer.entity.js';
import { READ_CUSTOMER, DELETE_CUSTOMER } from './customer.operations.js';

/** Largest id there can be, in columns of 32 bits. */
const MAX_ID = 4_294_967_295;

/** Customers' accounts, for administrators and integrations. */
@RestController('customers')
export class CustomerController {
  constructor(
    private readonly accounts: CustomerAccounts,
    private readonly administration: CustomerAdministration,
  ) {}

  /** `GET /rest/V1/customers/{id}` */
  @Get(':id')
  @Operation(READ_CUSTOMER)
  @Resource('Magento_Customer::customer')
  @Header('Cache-Control', 'no-store')
  async read(@Param('id') id: string): Promise<unknown> {
    return customerData(await this.find(id));
  }

  /** `DELETE /rest/V1/customers/{id}` */
  @Delete(':id')
  @Operation(DELETE_CUSTOMER)
  @Resource('Magento_Customer::delete')
  async delete(@Param('id') id: string): Promise<true> {
    await this.administration.delete(await this.find(id));
    return true;
  }

  private async find(id: string): Promise<Customer> {
    if (!/^-?\d{1,15}$/.test(id)) throw new WrongTypeError(id, 'int');
    const number = Number(id);
    if (number < 1 || number > MAX_ID) throw new NoSuchCustomerError(String(number));
    return this.accounts.get(number);
  }
}
