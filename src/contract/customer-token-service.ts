/** Exchanges customer credentials for a token: the heart of `POST /V1/integration/customer/token`. */
export abstract class CustomerTokenService {
  /** @returns The token. @throws {SignInFailedError} Without saying which credential was wrong. */
  abstract createCustomerAccessToken(email: string, password: string): Promise<string>;
}
