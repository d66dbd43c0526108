import { HttpCode, Post } from '@nestjs/common';
import type { AccessToken } from '../../contract/index.js';
import { CurrentToken, Resource, RestController, SELF } from '../webapi/index.js';
import { callingCustomer } from './calling-customer.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';

/** Signing out everywhere. */
@RestController('integration/customer')
@Resource(SELF)
export class CustomerTokenController {
  constructor(
    private readonly accounts: CustomerAccounts,
    private readonly administration: CustomerAdministration,
  ) {}

  /** `POST /rest/V1/integration/customer/revoke-customer-token`: ends every token of the caller. */
  @Post('revoke-customer-token')
  @HttpCode(200)
  async revoke(@CurrentToken() token: AccessToken): Promise<true> {
    await this.administration.revoke(await this.accounts.get(callingCustomer(token)));
    return true;
  }
}
