import { DomainError, type ErrorKind } from '../../contract/index.js';

export class NoSuchCustomerError extends DomainError {
  readonly code = 'CUSTOMER_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor(id: string) {
    super('No such entity with %fieldName = %fieldValue', {
      fieldName: 'customerId',
      fieldValue: id,
    });
  }
}

export class UnknownEmailError extends DomainError {
  readonly code = 'CUSTOMER_EMAIL_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor(email: string) {
    super('There is no customer with the e-mail address "%1".', [email]);
  }
}

export class AmbiguousEmailError extends DomainError {
  readonly code = 'CUSTOMER_EMAIL_AMBIGUOUS';
  readonly kind: ErrorKind = 'invalid';

  constructor(email: string) {
    super('Customers of several websites have the e-mail address "%1"; add --website.', [email]);
  }
}

export class CustomerExistsError extends DomainError {
  readonly code = 'CUSTOMER_EXISTS';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('A customer with the same email address already exists in an associated website.');
  }
}

export class CustomerFieldError extends DomainError {
  readonly code = 'CUSTOMER_FIELD';
  readonly kind: ErrorKind = 'invalid';

  /** @param problems Magento's sentences; several stand in one message, a line each. */
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** A new password will not do. */
export class CustomerPasswordError extends DomainError {
  readonly code = 'CUSTOMER_PASSWORD';
  readonly kind: ErrorKind = 'invalid';
}

/** The same on the command line, in the words of its other commands. */
export class CommandPasswordError extends CustomerPasswordError {
  constructor(field: string, rule: string) {
    super('The %1 must be %2.', [field, rule]);
  }
}

export class WrongCurrentPasswordError extends DomainError {
  readonly code = 'CUSTOMER_CURRENT_PASSWORD';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super("The password doesn't match this account. Verify the password and try again.");
  }
}

/** Told only to whoever holds a token of the account. */
export class CustomerLockedError extends DomainError {
  readonly code = 'CUSTOMER_LOCKED';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super('The account is locked.');
  }
}
