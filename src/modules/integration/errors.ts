import { DomainError, type ErrorKind } from '../../contract/index.js';

/** It is not clear whose tokens are to end. */
export class RevokeTargetError extends DomainError {
  readonly code = 'REVOKE_TARGET';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Say either --admin <username> or --customer <email>.');
  }
}

/** No module that is on keeps customers. */
export class NoCustomerDirectoryError extends DomainError {
  readonly code = 'NO_CUSTOMERS';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There are no customers.');
  }
}
