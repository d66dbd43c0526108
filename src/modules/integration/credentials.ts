import { InputErrors, RequiredFieldError, textParameter } from '../webapi/index.js';

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
export function credentialsFrom(body: unknown): Credentials {
  const credentials = {
    username: textParameter(body, 'username'),
    password: textParameter(body, 'password'),
  };
  const missing = Object.entries(credentials)
    .filter(([, value]) => value === '')
    .map(([name]) => new RequiredFieldError(name));
  if (missing.length > 1) throw new InputErrors(missing);
  if (missing[0]) throw missing[0];
  return credentials;
}
