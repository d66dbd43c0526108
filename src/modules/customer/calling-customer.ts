import { NotAuthorizedError, PrincipalType, type AccessToken } from '../../contract/index.js';
import { RequiredFieldError, SELF } from '../webapi/index.js';

/**
 * Whom a route for `self` is about. Administrators who may do everything get as far as this, too,
 * and have no customer's id: Magento then misses the parameter it would have filled in.
 *
 * @throws {RequiredFieldError}
 */
export function callingCustomer({ principal }: AccessToken): number {
  if (principal.type !== PrincipalType.Customer) throw new RequiredFieldError('customerId');
  return principal.id;
}

/**
 * The same for what nobody may do in a customer's place: a token with an `act` claim (RFC 8693,
 * section 4.1) is an administrator's who impersonates them.
 *
 * @throws {NotAuthorizedError}
 * @throws {RequiredFieldError}
 */
export function customerInPerson(token: AccessToken): number {
  if (token.claims.act !== undefined) throw new NotAuthorizedError([SELF]);
  return callingCustomer(token);
}
