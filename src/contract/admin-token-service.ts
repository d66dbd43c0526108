/** Exchanges admin credentials for a token: the heart of `POST /V1/integration/admin/token`. */
export abstract class AdminTokenService {
  /**
   * @param otp What was sent beside them as a one-time code, unchecked. Where none is asked for, it
   *   is not looked at.
   * @returns The token.
   * @throws {DomainError} Whatever the sign-in policy in force refuses with.
   */
  abstract createAdminAccessToken(
    username: string,
    password: string,
    otp?: unknown,
  ): Promise<string>;
}
