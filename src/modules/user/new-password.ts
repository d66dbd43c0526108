import {
  MAX_PASSWORD_CHARACTERS,
  PasswordTooLongError,
} from './passwords/password-too-long-error.js';
import { AdminFieldError } from './errors.js';

/** NIST SP 800-63B, section 5.1.1.2: length is what counts, and no rules about kinds of characters. */
const MIN_PASSWORD_LENGTH = 8;

/** @throws {AdminFieldError} @throws {PasswordTooLongError} */
export function checkNewPassword(password: string): void {
  if (password.length < MIN_PASSWORD_LENGTH)
    throw new AdminFieldError('password', `at least ${MIN_PASSWORD_LENGTH} characters long`);
  if (password.length > MAX_PASSWORD_CHARACTERS) throw new PasswordTooLongError();
}
