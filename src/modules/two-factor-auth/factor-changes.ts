import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType, TokenRevoker } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { Database } from '../../persistence/index.js';
import type { AdminUser } from '../user/index.js';
import { KeyUnknownError } from './u2fkey/key-errors.js';
import { FactorStore } from './factor-store.js';
import { FactorNotices } from './mail/factor-notices.js';
import { RecoveryCodes } from './recovery/recovery-codes.js';
import type { TfaProvider } from './tfa-provider.js';
import { keysFrom, keysText } from './u2fkey/security-key.js';

/** Changes of factors, each with its note and its mail. */
@Injectable()
export class FactorChanges {
  constructor(
    private readonly database: Database,
    private readonly store: FactorStore,
    private readonly recovery: RecoveryCodes,
    private readonly audit: AuditTrail,
    private readonly notices: FactorNotices,
    @InjectAll(TokenRevoker) private readonly revokers: readonly TokenRevoker[],
  ) {}

  /** @returns Ten codes, to be shown once. */
  async newRecoveryCodes(user: AdminUser): Promise<string[]> {
    const codes = await this.database.transaction(async () => {
      await this.note('tfa.recovery-codes', user, {});
      return this.recovery.replace(user.id);
    });
    await this.notices.tell(user, 'New recovery codes were made.');
    return codes;
  }

  /**
   * Stores an app's secret, and counts it as enrolled. Where the user had a factor, every token and
   * session of theirs ends with it.
   */
  async setSecret(user: AdminUser, secret: string): Promise<void> {
    await this.database.transaction(async () => {
      const isChange = (await this.store.activeOf(user.id)).length > 0;
      await this.store.set(user.id, 'google', secret);
      await this.note('tfa.set-secret', user, { provider: 'google' });
      if (isChange) await this.revoke(user);
    });
    await this.notices.tell(user, 'The provider google was set up by an operator.');
  }

  /**
   * Removes what a user has of a provider; recovery codes go with the last factor. Every token and
   * session of the user ends: whoever has the lost phone may be signed in on it.
   *
   * @param action For the audit trail.
   * @returns Whether there was anything.
   */
  async remove(user: AdminUser, provider: TfaProvider, action: string): Promise<boolean> {
    const removed = await this.database.transaction(async () => {
      const was = await this.store.remove(user.id, provider.code);
      if ((await this.store.activeOf(user.id)).length === 0) await this.recovery.remove(user.id);
      await this.note(action, user, { provider: provider.code });
      if (was) await this.revoke(user);
      return was;
    });
    if (removed) await this.notices.tell(user, `The provider ${provider.code} was removed.`);
    return removed;
  }

  /**
   * Removes one security key; the last one goes with all there is of its provider.
   *
   * @throws {KeyUnknownError}
   */
  async removeKey(user: AdminUser, provider: TfaProvider, keyId: string): Promise<void> {
    const isLast = await this.database.transaction(async () => {
      const factor = await this.store.find(user.id, provider.code);
      const keys = provider.code === 'u2fkey' && factor ? keysFrom(this.store.dataOf(factor)) : [];
      const left = keys.filter(({ id }) => id !== keyId);
      if (!factor || left.length === keys.length) throw new KeyUnknownError();
      if (left.length === 0) return true;
      if (!(await this.store.replaceData(factor, keysText(left)))) throw new KeyUnknownError();
      await this.note('tfa.remove', user, { provider: provider.code, left: String(left.length) });
      await this.revoke(user);
      return false;
    });
    if (isLast) await this.remove(user, provider, 'tfa.remove');
    else await this.notices.tell(user, 'A security key was removed.');
  }

  private async revoke({ id }: AdminUser): Promise<void> {
    for (const revoker of this.revokers)
      await revoker.revokeAllFor({ type: PrincipalType.Admin, id });
  }

  private note(
    action: string,
    { username }: AdminUser,
    details: Record<string, string>,
  ): Promise<void> {
    return this.audit.record({ action, result: 'success', subject: username, details });
  }
}
