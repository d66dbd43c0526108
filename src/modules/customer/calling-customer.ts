import { PrincipalType, type AccessToken } from '../../contract/index.js';
import { RequiredFieldError } from '../webapi/index.js';

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
