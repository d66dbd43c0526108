import { DomainError, UnavailableError, type ErrorKind } from '../../contract/index.js';

/** It is not clear whose tokens are to end. */
export class RevokeTargetError extends DomainError {
  readonly code = 'REVOKE_TARGET';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Say one of --admin <username>, --customer <email> and --everyone.');
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

/** The system's clock was never set: what is issued now would be from the past. */
export class ClockNotSetError extends UnavailableError {
  readonly code = 'CLOCK_NOT_SET';

  constructor() {
    super(
      'The service is temporarily unavailable. Please try again later.',
      {},
      {
        cause: new Error('the clock of this machine is before 2020'),
      },
    );
  }
}
