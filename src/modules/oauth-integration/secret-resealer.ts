import { Injectable } from '@nestjs/common';
import { Resealer, type Resealed } from '../../contract/index.js';
import { Database, resealInBatches } from '../../persistence/index.js';
import { oldSecretsFrom, oldSecretsText } from './old-secrets.js';
import { Consumer } from './persistence/consumer.entity.js';
import { OauthToken } from './persistence/oauth-token.entity.js';
import { consumerSecretOf, SecretVault, tokenSecretOf } from './secret-vault.js';

/** Seals secrets of consumers and tokens with the newest master key. */
@Injectable()
export class SecretResealer extends Resealer {
  readonly what = 'secrets of integrations';

  constructor(
    private readonly database: Database,
    private readonly vault: SecretVault,
  ) {
    super();
  }

  override async reseal(): Promise<Resealed> {
    const isFresh = (sealed: string): boolean => this.vault.isFresh(sealed);
    const anewOf = (sealed: string, { key }: Consumer): string =>
      this.vault.anew(sealed, consumerSecretOf(key));
    const ofConsumers = (): Promise<Resealed> =>
      resealInBatches(this.database, {
        entity: Consumer,
        property: 'secret',
        isFresh,
        anew: anewOf,
      });
    const ofRolls = (): Promise<Resealed> =>
      resealInBatches(this.database, {
        entity: Consumer,
        property: 'oldSecrets',
        isFresh: (text) => oldSecretsFrom(text).every(({ sealed }) => isFresh(sealed)),
        anew: (text, row) =>
          oldSecretsText(
            oldSecretsFrom(text).map(({ until, sealed }) => ({
              until,
              sealed: anewOf(sealed, row),
            })),
          )!,
      });
    const ofTokens = (): Promise<Resealed> =>
      resealInBatches(this.database, {
        entity: OauthToken,
        property: 'secret',
        isFresh,
        anew: (sealed, { digest }) => this.vault.anew(sealed, tokenSecretOf(digest ?? '')),
      });
    const all = [await ofConsumers(), await ofRolls(), await ofTokens()];
    return {
      changed: all.reduce((sum, { changed }) => sum + changed, 0),
      unreadable: all.reduce((sum, { unreadable }) => sum + unreadable, 0),
    };
  }
}
