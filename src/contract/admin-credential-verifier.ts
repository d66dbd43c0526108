import type { SignIn } from './sign-in.js';

/** Checks an administrator's name and password against whatever store holds them. */
export abstract class AdminCredentialVerifier {
  /**
   * Takes the same work whether or not the user exists.
   *
   * @throws {SignInFailedError} Without saying which credential was wrong.
   * @throws {NoRoleError} When both are right but the administrator has no role.
   */
  abstract verify(username: string, password: string): Promise<SignIn>;
}
