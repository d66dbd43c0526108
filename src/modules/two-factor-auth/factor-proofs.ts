import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType } from '../../contract/index.js';
import type { AdminUser } from '../user/index.js';
import { InvalidCodeError, ProviderNotAllowedError, ProviderNotConfiguredError } from './errors.js';
import { FactorStore } from './factor-store.js';
import { GoogleAuthenticator } from './google/google-authenticator.js';
import { FactorNotices } from './mail/factor-notices.js';
import type { TfaFactor } from './persistence/tfa-factor.entity.js';
import { ProviderPolicy } from './provider-policy.js';
import { RecoveryCodes } from './recovery/recovery-codes.js';
import type { TfaProviderCode } from './tfa-provider.js';

/** Whether a code that was sent proves anything. It never does so twice. */
@Injectable()
export class FactorProofs {
  constructor(
    private readonly store: FactorStore,
    private readonly policy: ProviderPolicy,
    private readonly google: GoogleAuthenticator,
    private readonly recovery: RecoveryCodes,
    private readonly notices: FactorNotices,
    private readonly audit: AuditTrail,
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

  /**
   * Takes a one-time code, or a recovery code. To be called inside `SignInThrottler.attempt`, so that
   * a code is used if and only if all else was right, too.
   *
   * @throws {InvalidCodeError}
   */
  async proveCode(user: AdminUser, code: string): Promise<void> {
    if (this.policy.isAllowed('google')) {
      const factor = await this.store.find(user.id, 'google');
      if (factor?.isActive && (await this.google.use(factor, code))) return;
    }
    if (!(await this.recovery.use(user.id, code))) throw new InvalidCodeError();
    const left = (await this.recovery.left(user.id)) ?? 0;
    await this.audit.record({
      action: 'tfa.recovery-code',
      result: 'success',
      actor: { type: PrincipalType.Admin, id: user.id },
      subject: user.username,
      details: { left },
    });
    await this.notices.tell(user, `A recovery code was used; ${left} are left.`);
  }
}
