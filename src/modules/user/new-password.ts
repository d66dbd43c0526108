import {
  MAX_PASSWORD_CHARACTERS,
  PasswordTooLongError,
} from './passwords/password-too-long-error.js';
import type { DomainError } from '../../contract/index.js';
import { AdminFieldError } from './errors.js';

/** NIST SP 800-63B, section 5.1.1.2: length is what counts, and no rules about kinds of characters. */
const MIN_PASSWORD_LENGTH = 8;

/** The error for a field that will not do, in the words of whoever keeps the account. */
export type FieldError = new (field: string, rule: string) => DomainError;

/** @throws {DomainError} The field error given. @throws {PasswordTooLongError} */
export function checkNewPassword(password: string, Refused: FieldError = AdminFieldError): void {
  if (password.length < MIN_PASSWORD_LENGTH)
    throw new Refused('password', `at least ${MIN_PASSWORD_LENGTH} characters long`);
  if (password.length > MAX_PASSWORD_CHARACTERS) throw new PasswordTooLongError();
}
