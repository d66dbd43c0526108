import { DomainError } from '../../../contract/index.js';

/** In UTF-16 code units, as `String.length` counts: at most 3,072 bytes reach a hash. */
export const MAX_PASSWORD_CHARACTERS = 1024;

/** Somebody wants to set a password that no sign-in could ever use. */
export class PasswordTooLongError extends DomainError {
  readonly code = 'PASSWORD_TOO_LONG';
  readonly kind = 'invalid';

  constructor() {
    super('Please enter a password with at most %1 characters.', [String(MAX_PASSWORD_CHARACTERS)]);
  }
}
