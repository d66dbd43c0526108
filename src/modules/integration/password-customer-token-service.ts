import { Injectable } from '@nestjs/common';
import {
  CustomerCredentialVerifier,
  CustomerTokenService,
  PrincipalType,
  SignInThrottler,
} from '../../contract/index.js';
import { SignInTokens } from './sign-in-tokens.js';

/** An e-mail address and a password are enough for a token. */
@Injectable()
export class PasswordCustomerTokenService extends CustomerTokenService {
  constructor(
    private readonly throttler: SignInThrottler,
    private readonly verifier: CustomerCredentialVerifier,
    private readonly tokens: SignInTokens,
  ) {
    super();
  }

  override async createCustomerAccessToken(email: string, password: string): Promise<string> {
    this.verifier.checkRoom();
    return this.throttler.attempt({ type: PrincipalType.Customer, name: email }, async () =>
      this.tokens.issue(await this.verifier.verify(email, password), email),
    );
  }
}
