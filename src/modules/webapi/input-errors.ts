import { DomainError, type ErrorKind } from '../../contract/index.js';

/** A field that must be there is missing, null or empty. */
export class RequiredFieldError extends DomainError {
  readonly code = 'FIELD_REQUIRED';
  readonly kind: ErrorKind = 'invalid';

  constructor(fieldName: string) {
    super('"%fieldName" is required. Enter and try again.', { fieldName });
  }
}

/** A field holds an array or an object where a text belongs, or the other way round. */
export class WrongTypeError extends DomainError {
  readonly code = 'FIELD_TYPE';
  readonly kind: ErrorKind = 'invalid';

  constructor(actual: string, expected: string) {
    super(
      `The "${actual}" value's type is invalid. ` +
        `The "${expected}" type was expected. Verify and try again.`,
    );
  }
}

/** Several fields are wrong at once. */
export class InputErrors extends DomainError {
  readonly code = 'INPUT_ERRORS';
  readonly kind: ErrorKind = 'invalid';

  constructor(readonly errors: readonly DomainError[]) {
    super('One or more input exceptions have occurred.');
  }
}
