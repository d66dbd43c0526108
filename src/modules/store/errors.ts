import { DomainError, type ErrorKind } from '../../contract/index.js';

export class UnknownStoreError extends DomainError {
  readonly code = 'STORE_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor(code: string) {
    super('There is no store view with the code "%1".', [code]);
  }
}

export class UnknownWebsiteError extends DomainError {
  readonly code = 'STORE_WEBSITE_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor(code: string) {
    super('There is no website with the code "%1".', [code]);
  }
}

export class StoreExistsError extends DomainError {
  readonly code = 'STORE_EXISTS';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('A store view or website with this code already exists.');
  }
}

export class StoreFieldError extends DomainError {
  readonly code = 'STORE_FIELD';
  readonly kind: ErrorKind = 'invalid';

  /** @param rule What the field must be, without its value. */
  constructor(field: string, rule: string) {
    super('The %1 must be %2.', [field, rule]);
  }
}

/** Requests without a code would have nowhere to go. */
export class DefaultStoreError extends DomainError {
  readonly code = 'STORE_IS_DEFAULT';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('The default store view and the administration cannot be switched off.');
  }
}
