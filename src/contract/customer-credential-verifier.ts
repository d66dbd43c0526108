import type { SignIn } from './sign-in.js';

/** Checks a customer's e-mail address and password against whatever store holds them. */
export abstract class CustomerCredentialVerifier {
  /**
   * Asked before an attempt is counted, so that one in a flood that would be turned away costs no
   * statement. That there was room is no promise.
   *
   * @throws {UnavailableError} When there is none for another check just now.
   */
  checkRoom(): void {}

  /**
   * Takes the same work whether or not the customer exists.
   *
   * @param id Of the account that is meant; left out: the one that has the address where the request is.
   * @throws {SignInFailedError} Without saying which credential was wrong.
   */
  abstract verify(email: string, password: string, id?: number): Promise<SignIn>;
}
