import { Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { UserProviderError } from './errors.js';
import { TfaUserConfig } from './persistence/tfa-user-config.entity.js';
import { ProviderPolicy } from './provider-policy.js';

/** A mail a minute is enough for everybody but an attacker. */
const SECONDS_BETWEEN_MAILS = 60;

/** The second half is for a clock that was set back. */
const TAKE_MAIL = `UPDATE tfa_user_config SET mailed_at = ?
  WHERE user_id = ? AND (mailed_at <= ? OR mailed_at > ?)`;
const GIVE_BACK = 'UPDATE tfa_user_config SET mailed_at = 0 WHERE user_id = ? AND mailed_at = ?';
const SET_PROVIDERS = 'UPDATE tfa_user_config SET encoded_providers = ? WHERE user_id = ?';
const SET_DEFAULT = 'UPDATE tfa_user_config SET default_provider = ? WHERE user_id = ?';

/** What is noted of an administrator beside their factors. */
@Injectable()
export class TfaUsers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policy: ProviderPolicy,
  ) {}

  /** @returns `""` where there is none. */
  async defaultProviderOf(userId: number): Promise<string> {
    const config = await this.database.run((manager) =>
      manager.findOneBy(TfaUserConfig, { userId }),
    );
    return config?.defaultProvider ?? '';
  }

  /** @throws {UserProviderError} */
  async setDefaultProvider(userId: number, code: string): Promise<void> {
    if (!this.policy.isAllowed(code)) throw new UserProviderError(code);
    await this.ensure(userId);
    await this.database.execute(SET_DEFAULT, code, userId);
  }

  /**
   * Kept and never looked at, as in Magento.
   *
   * @param codes Separated by commas.
   * @throws {UserProviderError}
   */
  async setProviders(userId: number, codes: string): Promise<void> {
    const list = [...new Set(codes.split(',').map((code) => code.trim()))];
    const unknown = list.find((code) => !this.policy.isAllowed(code));
    if (unknown !== undefined) throw new UserProviderError(unknown);
    await this.ensure(userId);
    await this.database.execute(SET_PROVIDERS, JSON.stringify(list), userId);
  }

  /** @returns When the right to send a mail was taken; `undefined` when the last one is too recent. */
  async takeMail(userId: number): Promise<number | undefined> {
    await this.ensure(userId);
    const now = this.clock.now();
    const taken = await this.database.execute(
      TAKE_MAIL,
      now,
      userId,
      now - SECONDS_BETWEEN_MAILS,
      now,
    );
    return taken === 1 ? now : undefined;
  }

  /** The mail did not go out. */
  async giveMailBack(userId: number, takenAt: number): Promise<void> {
    await this.database.execute(GIVE_BACK, userId, takenAt);
  }

  private async ensure(userId: number): Promise<void> {
    const row = { userId, encodedProviders: null, defaultProvider: null, mailedAt: 0 };
    const known = await this.database.run((manager) => manager.countBy(TfaUserConfig, { userId }));
    if (known > 0) return;
    try {
      await this.database.run((manager) => manager.insert(TfaUserConfig, row));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}
