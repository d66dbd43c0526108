import { signInKey } from '../../contract/index.js';
import { MAX_PASSWORD_CHARACTERS, PasswordTooLongError } from '../user/index.js';
import { CustomerPasswordError } from './errors.js';

/** NIST SP 800-63B, section 5.1.1.2: length is what counts, and no rules about kinds of characters. */
const MIN_PASSWORD_LENGTH = 8;

/** Magento's sentences. @throws {CustomerPasswordError} @throws {PasswordTooLongError} */
export function checkNewCustomerPassword(password: string, email: string): void {
  if (password.length < MIN_PASSWORD_LENGTH)
    throw new CustomerPasswordError(
      'The password needs at least %1 characters. Create a new password and try again.',
      [String(MIN_PASSWORD_LENGTH)],
    );
  if (password.length > MAX_PASSWORD_CHARACTERS) throw new PasswordTooLongError();
  if (password !== password.trim())
    throw new CustomerPasswordError(
      "The password can't begin or end with a space. Verify the password and try again.",
    );
  if (signInKey(password) === signInKey(email))
    throw new CustomerPasswordError(
      "The password can't be the same as the email address. Create a new password and try again.",
    );
}
