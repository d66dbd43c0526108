import type { SignIn } from './sign-in.js';

/** Checks a customer's e-mail address and password against whatever store holds them. */
export abstract class CustomerCredentialVerifier {
  /**
   * Takes the same work whether or not the customer exists.
   *
   * @throws {SignInFailedError} Without saying which credential was wrong.
   */
  abstract verify(email: string, password: string): Promise<SignIn>;
}
