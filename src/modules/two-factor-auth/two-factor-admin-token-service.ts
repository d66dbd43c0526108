import { Injectable } from '@nestjs/common';
import { AdminTokenService } from '../../contract/index.js';
import { uncastParameter } from '../webapi/index.js';
import { TwoFactorGate } from './two-factor-gate.js';
import { TwoFactorSignIn } from './two-factor-sign-in.js';

/** A name and a password, and a code beside them, are enough for a token; without it, for advice. */
@Injectable()
export class TwoFactorAdminTokenService extends AdminTokenService {
  constructor(
    private readonly signIns: TwoFactorSignIn,
    private readonly gate: TwoFactorGate,
  ) {
    super();
  }

  override async createAdminAccessToken(
    username: string,
    password: string,
    otp?: unknown,
  ): Promise<string> {
    const proof = {
      otp: uncastParameter({ otp }, 'otp') || undefined,
      publicKeyCredentialJson: undefined,
    };
    return this.signIns.token({ username, password }, (signIn) =>
      this.gate.verifyForToken(signIn, proof),
    );
  }
}
