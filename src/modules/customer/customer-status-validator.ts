import { Injectable } from '@nestjs/common';
import {
  PrincipalInactiveError,
  PrincipalType,
  TokenValidator,
  type AccessToken,
} from '../../contract/index.js';
import { CustomerStanding, type Standing } from './customer-standing.js';

/** Refuses a customer's token once the account is off or gone, whoever brought that about. */
@Injectable()
export class CustomerStatusValidator extends TokenValidator {
  constructor(private readonly standing: CustomerStanding) {
    super();
  }

  override validate({ principal }: AccessToken): void | Promise<void> {
    if (principal.type !== PrincipalType.Customer) return;
    const standing = this.standing.of(principal.id);
    return standing instanceof Promise ? standing.then(refuseUnless) : refuseUnless(standing);
  }
}

function refuseUnless(standing: Standing | undefined): void {
  if (!standing?.isActive) throw new PrincipalInactiveError();
}
