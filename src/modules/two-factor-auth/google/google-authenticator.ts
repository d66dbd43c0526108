import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { toBuffer } from 'qrcode';
import { Clock } from '../../../contract/index.js';
import { FactorStore } from '../factor-store.js';
import type { TfaFactor } from '../persistence/tfa-factor.entity.js';
import { TwoFactorSettings } from '../two-factor-settings.js';
import { fromBase32, toBase32 } from './base32.js';
import { otpauthUri } from './otpauth-uri.js';
import { matchingSteps } from './totp.js';

/** As long as a SHA-1 (RFC 4226, section 4, R6). */
const SECRET_BYTES = 20;

/** What an app needs to know. Member names are on the wire. */
export interface GoogleConfiguration {
  readonly qr_code_base64: string;
  readonly secret_code: string;
}

/** Time-based one-time codes (RFC 6238). */
@Injectable()
export class GoogleAuthenticator {
  constructor(
    private readonly store: FactorStore,
    private readonly clock: Clock,
    @Inject(TwoFactorSettings.token) private readonly settings: TwoFactorSettings,
  ) {}

  /** @returns The same secret until the enrolment is over or abandoned. */
  async configure(userId: number, email: string): Promise<GoogleConfiguration> {
    const made = toBase32(randomBytes(SECRET_BYTES));
    const factor = await this.store.begin(userId, 'google', made);
    const secret = this.store.dataOf(factor);
    const uri = otpauthUri(new URL(this.settings.baseUrl).hostname, email, secret);
    const picture = await toBuffer(uri, { errorCorrectionLevel: 'H', margin: 0, width: 400 });
    return { qr_code_base64: picture.toString('base64'), secret_code: secret };
  }

  /** @returns The steps of now whose code it is; see {@link matchingSteps}. */
  check(factor: TfaFactor, code: string): number[] {
    const key = fromBase32(this.store.dataOf(factor));
    return key ? matchingSteps(key, code, this.clock.now(), this.settings.leewaySeconds) : [];
  }

  /** @returns Whether the code is right and was not used yet, nor one of a later step. It is now. */
  async use(factor: TfaFactor, code: string): Promise<boolean> {
    for (const step of this.check(factor, code))
      if (await this.store.useStep(factor, step)) return true;
    return false;
  }
}
