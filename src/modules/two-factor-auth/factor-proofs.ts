import { Injectable } from '@nestjs/common';
import type { SecondFactorProof } from '../../contract/index.js';
import type { AdminUser } from '../user/index.js';
import { InvalidCodeError, ProviderNotAllowedError, ProviderNotConfiguredError } from './errors.js';
import { FactorStore } from './factor-store.js';
import { GoogleAuthenticator } from './google/google-authenticator.js';
import type { TfaFactor } from './persistence/tfa-factor.entity.js';
import { ProviderPolicy } from './provider-policy.js';
import { RecoveryCodeProof } from './recovery/recovery-code-proof.js';
import type { TfaProviderCode } from './tfa-provider.js';
import { SecurityKeys } from './u2fkey/security-keys.js';

/**
 * Whether what was sent proves anything. It never does so twice. To be called inside
 * `SignInThrottler.attempt`, so that a proof is used up if and only if all else was right, too.
 */
@Injectable()
export class FactorProofs {
  constructor(
    private readonly store: FactorStore,
    private readonly policy: ProviderPolicy,
    private readonly google: GoogleAuthenticator,
    private readonly keys: SecurityKeys,
    private readonly recovery: RecoveryCodeProof,
  ) {}

  /**
   * @returns What the user has enrolled of a provider.
   * @throws {ProviderNotAllowedError} When it is not among the forced ones.
   * @throws {ProviderNotConfiguredError} When the user has not enrolled.
   */
  async factorOf(userId: number, provider: TfaProviderCode): Promise<TfaFactor> {
    if (!this.policy.isAllowed(provider)) throw new ProviderNotAllowedError();
    const factor = await this.store.find(userId, provider);
    if (!factor?.isActive) throw new ProviderNotConfiguredError();
    return factor;
  }

  /** Takes a code where one was sent, or else the answer of a security key. @throws {DomainError} */
  async prove(user: AdminUser, { otp, publicKeyCredentialJson }: SecondFactorProof): Promise<void> {
    if (otp !== undefined) return this.proveCode(user, otp);
    const factor = await this.factorOf(user.id, 'u2fkey');
    await this.keys.verify(factor, publicKeyCredentialJson ?? '');
  }

  /** Takes a one-time code, or a recovery code. @throws {InvalidCodeError} */
  async proveCode(user: AdminUser, code: string): Promise<void> {
    if (this.policy.isAllowed('google')) {
      const factor = await this.store.find(user.id, 'google');
      if (factor?.isActive && (await this.google.use(factor, code))) return;
    }
    if (!(await this.recovery.use(user, code))) throw new InvalidCodeError();
  }
}
