import { Injectable } from '@nestjs/common';
import {
  CustomerCredentialVerifier,
  CustomerTokenService,
  TokenIssuer,
} from '../../contract/index.js';

/** An e-mail address and a password are enough for a token. */
@Injectable()
export class PasswordCustomerTokenService extends CustomerTokenService {
  constructor(
    private readonly verifier: CustomerCredentialVerifier,
    private readonly issuer: TokenIssuer,
  ) {
    super();
  }

  override async createCustomerAccessToken(email: string, password: string): Promise<string> {
    const { principal, at } = await this.verifier.verify(email, password);
    return this.issuer.issue(principal, { issuedAt: at });
  }
}
