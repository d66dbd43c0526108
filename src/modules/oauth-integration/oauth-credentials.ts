import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { CredentialsBusyError, RolledTooOftenError } from './integration-errors.js';
import { OauthSettings } from './oauth-settings.js';
import { MOST_OLD_SECRETS, oldSecretsFrom, oldSecretsText } from './old-secrets.js';
import { Consumer } from './persistence/consumer.entity.js';
import { OauthToken } from './persistence/oauth-token.entity.js';
import { digestOf, randomText } from './random-text.js';
import { consumerSecretOf, SecretVault, tokenSecretOf } from './secret-vault.js';

/** A token and its secret, which nobody is told again. */
export interface NewToken {
  readonly token: string;
  readonly secret: string;
}

const ROLL_CONSUMER = `UPDATE oauth_consumer SET old_secrets = ?, secret = ?
  WHERE entity_id = ? AND secret = ?`;
const FORGET_OLD_SECRETS = 'UPDATE oauth_consumer SET old_secrets = NULL WHERE entity_id = ?';
const ROLL_TOKENS = `UPDATE oauth_token SET expires_at = ?
  WHERE consumer_id = ? AND type = 'access' AND (expires_at IS NULL OR expires_at > ?)`;

/** Keys, tokens and their secrets, as they come and go. Everything joins the ambient transaction. */
@Injectable()
export class OauthCredentials {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: SecretVault,
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
  ) {}

  /** @returns Its id. */
  async createConsumer(): Promise<number> {
    const key = randomText();
    const now = this.clock.now();
    const { identifiers } = await this.database.run((manager) =>
      manager.insert(Consumer, {
        name: '',
        key,
        secret: this.vault.seal(randomText(), consumerSecretOf(key)),
        oldSecrets: null,
        createdAt: now,
        updatedAt: now,
      }),
    );
    return Number(identifiers[0]!.id);
  }

  async nameConsumer(id: number, name: string): Promise<void> {
    await this.database.run((manager) => manager.update(Consumer, { id }, { name }));
  }

  async deleteConsumer(id: number): Promise<void> {
    await this.deleteTokens(id);
    await this.database.run((manager) => manager.delete(Consumer, { id }));
  }

  /** @returns Key and secret, to be told whoever made the integration. */
  async consumer(id: number): Promise<{ readonly key: string; readonly secret: string }> {
    const { key, secret } = await this.database.run((manager) =>
      manager.findOneByOrFail(Consumer, { id }),
    );
    return { key, secret: this.vault.open(secret, consumerSecretOf(key)) };
  }

  /** @returns Whether there is an access token that is good, or is once its integration is active. */
  async hasAccessToken(consumerId: number): Promise<boolean> {
    return (
      (await this.database.run((manager) =>
        manager.countBy(OauthToken, { consumerId, type: 'access', revoked: 0 }),
      )) > 0
    );
  }

  async issueAccessToken(consumerId: number): Promise<NewToken> {
    const { token, secret, row } = this.newToken();
    await this.database.run((manager) =>
      manager.insert(OauthToken, {
        ...row,
        consumerId,
        type: 'access',
        verifierDigest: null,
        revoked: 0,
        expiresAt: null,
      }),
    );
    return { token, secret };
  }

  /** Begins the handshake anew. @returns The verifier. */
  async beginHandshake(consumerId: number): Promise<string> {
    const verifier = randomText();
    const now = this.clock.now();
    await this.deleteTokens(consumerId);
    await this.database.run((manager) =>
      manager.update(Consumer, { id: consumerId }, { updatedAt: now }),
    );
    await this.database.run((manager) =>
      manager.insert(OauthToken, {
        consumerId,
        type: 'verifier',
        digest: null,
        secret: null,
        verifierDigest: digestOf(verifier),
        revoked: 0,
        createdAt: now,
        expiresAt: null,
      }),
    );
    return verifier;
  }

  /** Ends every token, and with them the secrets from before the last rolls. */
  async deleteTokens(consumerId: number): Promise<void> {
    // The consumer first, as a roll does: two that meet must not wait for each other.
    await this.database.execute(FORGET_OLD_SECRETS, consumerId);
    await this.database.run((manager) => manager.delete(OauthToken, { consumerId }));
  }

  /** Ends a handshake that is under way; an access token stays. */
  async endHandshake(consumerId: number): Promise<void> {
    const type = In(['verifier', 'request']);
    await this.database.run((manager) => manager.delete(OauthToken, { consumerId, type }));
  }

  /**
   * Replaces secret and token; the old ones, and those still good of earlier rolls, are good for
   * the overlap of their own roll: whoever rolls again because the answer was lost must not end what
   * the integration uses.
   *
   * @throws {RolledTooOftenError}
   * @throws {CredentialsBusyError} When the secret was rolled or encrypted anew meanwhile.
   */
  async roll(consumerId: number): Promise<NewToken> {
    const now = this.clock.now();
    const until = now + this.settings.rollOverlapSeconds;
    const { key, secret, oldSecrets } = await this.database.run((manager) =>
      manager.findOneByOrFail(Consumer, { id: consumerId }),
    );
    const old = oldSecretsFrom(oldSecrets).filter((each) => each.until > now);
    if (old.length >= MOST_OLD_SECRETS)
      throw new RolledTooOftenError(old.length, Math.min(...old.map((each) => each.until)));
    const olds = oldSecretsText([{ until, sealed: secret }, ...old]);
    const next = this.vault.seal(randomText(), consumerSecretOf(key));
    if ((await this.database.execute(ROLL_CONSUMER, olds, next, consumerId, secret)) === 0)
      throw new CredentialsBusyError();
    await this.database.execute(ROLL_TOKENS, until, consumerId, until);
    return this.issueAccessToken(consumerId);
  }

  /** @returns What a row of a new token holds, and what its owner is told. */
  newToken(): NewToken & {
    readonly row: Pick<OauthToken, 'digest' | 'createdAt'> & { readonly secret: string };
  } {
    const [token, secret] = [randomText(), randomText()];
    const digest = digestOf(token);
    const sealed = this.vault.seal(secret, tokenSecretOf(digest));
    return { token, secret, row: { digest, secret: sealed, createdAt: this.clock.now() } };
  }
}
