import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType } from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';
import type { AdminUser } from '../../user/index.js';
import { ProviderConfiguredError, ProviderNotAllowedError } from '../errors.js';
import { FactorStore } from '../factor-store.js';
import { FactorNotices } from '../mail/factor-notices.js';
import type { TfaFactor } from '../persistence/tfa-factor.entity.js';
import { ProviderPolicy } from '../provider-policy.js';
import type { TfaProviderCode } from '../tfa-provider.js';
import { EnrolmentTokens } from './enrolment-tokens.js';

/** How a factor comes to be: by whoever holds an enrolment token. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly tokens: EnrolmentTokens,
    private readonly policy: ProviderPolicy,
    private readonly store: FactorStore,
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly notices: FactorNotices,
  ) {}

  /**
   * Forgets what was begun with an older token: its secret may be known to a reader of a mailbox
   * that is the user's no more.
   *
   * @returns Who may enrol with a provider.
   * @throws {EnrolmentTokenError} First: nobody else learns whether somebody has enrolled.
   * @throws {ProviderNotAllowedError}
   * @throws {ProviderConfiguredError}
   */
  async open(tfat: string, provider: TfaProviderCode): Promise<AdminUser> {
    const { user, isProved, notBefore } = await this.tokens.verify(tfat);
    if (!this.policy.isAllowed(provider)) throw new ProviderNotAllowedError();
    const factor = await this.store.find(user.id, provider);
    const mayHaveMore = provider === 'u2fkey' && isProved;
    if (factor?.isActive && !mayHaveMore) throw new ProviderConfiguredError();
    if (factor && factor.createdAt < notBefore) await this.store.abandon(factor);
    return user;
  }

  /**
   * Makes a factor count, if it still is as it was when it was proved; or adds to one that counts.
   *
   * @throws {ProviderConfiguredError} When somebody else was faster.
   */
  async close(user: AdminUser, factor: TfaFactor, data: string): Promise<void> {
    const { provider, isActive } = factor;
    await this.database.transaction(async () => {
      const done = isActive
        ? await this.store.useChallenge(factor, data)
        : await this.store.activate(factor, data);
      if (!done) throw new ProviderConfiguredError();
      await this.audit.record({
        action: 'tfa.activate',
        result: 'success',
        actor: { type: PrincipalType.Admin, id: user.id },
        subject: user.username,
        details: { provider },
      });
    });
    await this.notices.tell(
      user,
      isActive ? 'A security key was added.' : `The provider ${provider} was activated.`,
    );
  }
}
