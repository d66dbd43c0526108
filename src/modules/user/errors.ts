import { DomainError, type ErrorKind } from '../../contract/index.js';

export class UnknownAdminError extends DomainError {
  readonly code = 'ADMIN_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor(username: string) {
    super('There is no administrator named "%1".', [username]);
  }
}

export class AdminExistsError extends DomainError {
  readonly code = 'ADMIN_EXISTS';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('An administrator with this user name or e-mail address already exists.');
  }
}

export class AdminFieldError extends DomainError {
  readonly code = 'ADMIN_FIELD';
  readonly kind: ErrorKind = 'invalid';

  /** @param rule What the field must be, without its value. */
  constructor(field: string, rule: string) {
    super('The %1 must be %2.', [field, rule]);
  }
}
