import { Injectable } from '@nestjs/common';
import { AdminCredentialVerifier, AdminTokenService, TokenIssuer } from '../../contract/index.js';

/** A name and a password are enough for a token. */
@Injectable()
export class PasswordAdminTokenService extends AdminTokenService {
  constructor(
    private readonly verifier: AdminCredentialVerifier,
    private readonly issuer: TokenIssuer,
  ) {
    super();
  }

  override async createAdminAccessToken(username: string, password: string): Promise<string> {
    const { principal, at } = await this.verifier.verify(username, password);
    return this.issuer.issue(principal, { issuedAt: at });
  }
}
