import { requiredTexts } from '../webapi/index.js';

/** A name and a password as they were sent. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Reads and checks the body of a token request (Magento's `CredentialsValidator`).
 *
 * @throws {RequiredFieldError} When one field is missing, null or empty.
 * @throws {InputErrors} When both are.
 * @throws {WrongTypeError} When a field is an array or an object.
 */
export const credentialsFrom = (body: unknown): Credentials =>
  requiredTexts(body, 'username', 'password');
