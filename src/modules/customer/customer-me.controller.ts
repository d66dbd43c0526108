import { Body, Get, Header, Put } from '@nestjs/common';
import type { AccessToken } from '../../contract/index.js';
import {
  CurrentToken,
  requiredTexts,
  Resource,
  RestController,
  SecretInput,
  SELF,
  Operation,
} from '../webapi/index.js';
import { callingCustomer, customerInPerson } from './calling-customer.js';
import { CustomerAccounts } from './customer-accounts.js';
import { customerData } from './customer-data.js';
import { CustomerPasswordChange } from './customer-password-change.js';
import { CustomerProfile } from './customer-profile.js';
import { submittedCustomer } from './submitted-customer.js';
import { READ_ME, UPDATE_ME, CHANGE_MY_PASSWORD } from './customer.operations.js';

/** Room for two passwords of the longest kind, and no more. */
const PASSWORDS_BYTES = 8_192;

/** A customer's own account. */
@RestController('customers/me')
@Resource(SELF)
export class CustomerMeController {
  constructor(
    private readonly accounts: CustomerAccounts,
    private readonly profile: CustomerProfile,
    private readonly passwords: CustomerPasswordChange,
  ) {}

  /** `GET /rest/V1/customers/me` */
  @Get()
  @Operation(READ_ME)
  @Header('Cache-Control', 'no-store')
  async read(@CurrentToken() token: AccessToken): Promise<unknown> {
    return customerData(await this.accounts.get(callingCustomer(token)));
  }

  /** `PUT /rest/V1/customers/me`: whatever id is sent, the account is the caller's. */
  @Put()
  @Operation(UPDATE_ME)
  @Header('Cache-Control', 'no-store')
  async update(@CurrentToken() token: AccessToken, @Body() body: unknown): Promise<unknown> {
    const id = customerInPerson(token);
    return customerData(await this.profile.update(id, submittedCustomer(body)));
  }

  /** `PUT /rest/V1/customers/me/password`: passwords are read from the body and from nowhere else. */
  @Put('password')
  @Operation(CHANGE_MY_PASSWORD)
  @Header('Cache-Control', 'no-store')
  @SecretInput(PASSWORDS_BYTES)
  async changePassword(@CurrentToken() token: AccessToken, @Body() body: unknown): Promise<true> {
    const id = customerInPerson(token);
    const { currentPassword, newPassword } = requiredTexts(body, 'currentPassword', 'newPassword');
    await this.passwords.change(id, currentPassword, newPassword);
    return true;
  }
}
