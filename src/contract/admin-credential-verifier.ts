import type { SignIn } from './sign-in.js';

/** Checks an administrator's name and password against whatever store holds them. */
export abstract class AdminCredentialVerifier {
  /**
   * Asked before an attempt is counted, so that one in a flood that would be turned away costs no
   * statement. That there was room is no promise.
   *
   * @throws {UnavailableError} When there is none for another check just now.
   */
  checkRoom(): void {}

  /**
   * Takes the same work whether or not the user exists.
   *
   * @throws {SignInFailedError} Without saying which credential was wrong.
   * @throws {NoRoleError} When both are right but the administrator has no role.
   */
  abstract verify(username: string, password: string): Promise<SignIn>;
}
