/** Exchanges admin credentials for a token: the heart of `POST /V1/integration/admin/token`. */
export abstract class AdminTokenService {
  /** @returns The token. @throws {DomainError} Whatever the sign-in policy in force refuses with. */
  abstract createAdminAccessToken(username: string, password: string): Promise<string>;
}
