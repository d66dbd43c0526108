import { Injectable } from '@nestjs/common';
import {
  AdminCredentialVerifier,
  AdminTokenService,
  PrincipalType,
  SignInThrottler,
} from '../../contract/index.js';
import { SignInTokens } from './sign-in-tokens.js';

/** A name and a password are enough for a token. */
@Injectable()
export class PasswordAdminTokenService extends AdminTokenService {
  constructor(
    private readonly throttler: SignInThrottler,
    private readonly verifier: AdminCredentialVerifier,
    private readonly tokens: SignInTokens,
  ) {
    super();
  }

  override async createAdminAccessToken(username: string, password: string): Promise<string> {
    this.verifier.checkRoom();
    return this.throttler.attempt({ type: PrincipalType.Admin, name: username }, async () =>
      this.tokens.issue(await this.verifier.verify(username, password), username),
    );
  }
}
