import { DomainError, type ErrorKind } from '../../contract/index.js';

/** A field that must be there is missing, null or empty. */
export class RequiredFieldError extends DomainError {
  readonly code = 'FIELD_REQUIRED';
  readonly kind: ErrorKind = 'invalid';

  constructor(fieldName: string) {
    super('"%fieldName" is required. Enter and try again.', { fieldName });
  }
}

/** A field holds an array or an object where a text belongs. */
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

/**
 * Reads a text out of a decoded body as Magento's service layer does: scalars are cast as PHP
 * casts them (`true` is `"1"`, `false` is `""`), and unknown fields do no harm.
 *
 * @returns The text; `""` when the field is missing or null.
 * @throws {WrongTypeError} For an array or an object.
 */
export function textParameter(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value = (body as Record<string, unknown>)[name];
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') throw new WrongTypeError('array', 'string');
  if (typeof value === 'boolean') return value ? '1' : '';
  return String(value as string | number);
}
