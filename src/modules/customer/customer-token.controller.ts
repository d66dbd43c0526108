import { HttpCode, Post } from '@nestjs/common';
import type { AccessToken } from '../../contract/index.js';
import { CurrentToken, Resource, RestController, SELF, Operation } from '../webapi/index.js';
import { callingCustomer } from './calling-customer.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerAdministration } from './customer-administration.js';
import { REVOKE_MY_TOKENS } from './customer.operations.js';

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
  @Operation(REVOKE_MY_TOKENS)
  @HttpCode(200)
  async revoke(@CurrentToken() token: AccessToken): Promise<true> {
    await this.administration.revoke(await this.accounts.get(callingCustomer(token)));
    return true;
  }
}
