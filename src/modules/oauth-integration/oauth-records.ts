import { Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database, RecentRows, type PreparedQuery } from '../../persistence/index.js';
import { IntegrationStatus } from './integration-status.js';
import { oldSecretsFrom, type OldSecret } from './old-secrets.js';
import { consumerSecretOf, SecretVault, tokenSecretOf } from './secret-vault.js';

/** A consumer with what its integration may do, secrets sealed. */
export interface ConsumerRecord {
  readonly id: number;
  readonly key: string;
  readonly secret: string;
  readonly oldSecrets: readonly OldSecret[];
  readonly updatedAt: number;
  readonly integrationId: number;
  readonly name: string;
  readonly isActive: boolean;
  readonly expiresAt: number | null;
  readonly sourceRanges: string | null;
  readonly asBearer: boolean | null;
}

export interface TokenRecord {
  readonly id: number;
  readonly consumerId: number;
  readonly type: string;
  readonly digest: string;
  readonly secret: string;
  readonly verifierDigest: string | null;
  readonly isRevoked: boolean;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

/** As the drivers have it: bigint columns are text from MariaDB and MySQL. */
type Row = Readonly<Record<string, string | number | null>>;

const CONSUMER = `SELECT consumer.entity_id AS id, consumer_key, secret, old_secrets,
    consumer.updated_at AS posted_at, integration_id, integration.name AS name, status,
    integration.expires_at AS expires_at, source_ranges, as_bearer
  FROM oauth_consumer consumer
  JOIN integration ON integration.consumer_id = consumer.entity_id`;

/** Nothing here is worth more than a second: without the database, no nonce could be noted. */
const MAX_STALENESS_SECONDS = 1;

/**
 * What a signed request is checked against: prepared queries, remembered for a second. A secret is
 * opened once for each reading of its row, and forgotten with it.
 */
@Injectable()
export class OauthRecords {
  private readonly byKey: RecentRows<string, ConsumerRecord | undefined>;
  private readonly byId: RecentRows<number, ConsumerRecord | undefined>;
  private readonly byDigest: RecentRows<string, TokenRecord | undefined>;
  private readonly key: PreparedQuery<Row>;
  private readonly token: PreparedQuery<Row>;
  private readonly opened = new WeakMap<object, Map<string, string>>();

  constructor(
    database: Database,
    private readonly vault: SecretVault,
    private readonly clock: Clock,
  ) {
    this.key = database.prepare<Row>(`${CONSUMER} WHERE consumer_key = ?`);
    const id = database.prepare<Row>(`${CONSUMER} WHERE consumer.entity_id = ?`);
    this.token = database.prepare<Row>(
      `SELECT entity_id, consumer_id, type, digest, secret, verifier_digest, revoked, created_at,
         expires_at
       FROM oauth_token WHERE digest = ?`,
    );
    this.byKey = new RecentRows(
      (text) => text,
      (text) => mapped(this.key.first(text), consumerFrom),
      MAX_STALENESS_SECONDS,
    );
    this.byId = new RecentRows(
      String,
      (number) => mapped(id.first(number), consumerFrom),
      MAX_STALENESS_SECONDS,
    );
    this.byDigest = new RecentRows(
      (text) => text,
      (digest) => mapped(this.token.first(digest), tokenFrom),
      MAX_STALENESS_SECONDS,
    );
  }

  /** @param key Of a credential's shape. */
  consumer(key: string): ConsumerRecord | undefined | Promise<ConsumerRecord | undefined> {
    return this.byKey.get(key);
  }

  /**
   * As it is in the database right now, for a request that is about to be refused: another process
   * may have activated the integration, or rolled its secret, since it was remembered here.
   */
  currentConsumer(key: string): ConsumerRecord | undefined | Promise<ConsumerRecord | undefined> {
    return mapped(this.key.first(key), consumerFrom);
  }

  consumerOf({
    consumerId,
  }: TokenRecord): ConsumerRecord | undefined | Promise<ConsumerRecord | undefined> {
    return this.byId.get(consumerId);
  }

  accessToken(digest: string): TokenRecord | undefined | Promise<TokenRecord | undefined> {
    return this.byDigest.get(digest);
  }

  /** As it is in the database right now, for the steps of the handshake. */
  currentToken(digest: string): TokenRecord | undefined | Promise<TokenRecord | undefined> {
    return mapped(this.token.first(digest), tokenFrom);
  }

  /** @returns Those that are good just now, the newest first. */
  consumerSecrets(record: ConsumerRecord): string[] {
    const { key, secret, oldSecrets } = record;
    const now = this.clock.now();
    const old = oldSecrets.filter(({ until }) => now < until).map(({ sealed }) => sealed);
    return [secret, ...old].map((sealed) => this.open(record, sealed, consumerSecretOf(key)));
  }

  tokenSecret(record: TokenRecord): string {
    return this.open(record, record.secret, tokenSecretOf(record.digest));
  }

  private open(record: object, sealed: string, row: string): string {
    const known = this.opened.get(record) ?? new Map<string, string>();
    this.opened.set(record, known);
    const secret = known.get(sealed) ?? this.vault.open(sealed, row);
    known.set(sealed, secret);
    return secret;
  }

  /** To be called after the commit of a change. */
  forget(
    consumer: { readonly id: number; readonly key: string },
    digests: readonly string[],
  ): void {
    this.byKey.forget(consumer.key);
    this.byId.forget(consumer.id);
    for (const digest of digests) this.byDigest.forget(digest);
  }
}

function mapped<T>(
  row: Row | undefined | Promise<Row | undefined>,
  from: (row: Row) => T,
): T | undefined | Promise<T | undefined> {
  if (row instanceof Promise) return row.then((read) => read && from(read));
  return row && from(row);
}

const consumerFrom = (row: Row): ConsumerRecord => ({
  id: Number(row.id),
  key: String(row.consumer_key),
  secret: String(row.secret),
  oldSecrets: oldSecretsFrom(row.old_secrets as string | null),
  updatedAt: Number(row.posted_at),
  integrationId: Number(row.integration_id),
  name: String(row.name),
  isActive: Number(row.status) === IntegrationStatus.Active,
  expiresAt: row.expires_at === null ? null : Number(row.expires_at),
  sourceRanges: row.source_ranges === null ? null : String(row.source_ranges),
  asBearer: row.as_bearer === null ? null : Number(row.as_bearer) === 1,
});

const tokenFrom = (row: Row): TokenRecord => ({
  id: Number(row.entity_id),
  consumerId: Number(row.consumer_id),
  type: String(row.type),
  digest: String(row.digest),
  secret: String(row.secret),
  verifierDigest: row.verifier_digest === null ? null : String(row.verifier_digest),
  isRevoked: Number(row.revoked) !== 0,
  createdAt: Number(row.created_at),
  expiresAt: row.expires_at === null ? null : Number(row.expires_at),
});
