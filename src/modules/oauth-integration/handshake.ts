import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { IntegrationStatus } from './integration-status.js';
import {
  ConsumerRefusedError,
  OauthTokenRefusedError,
  VerifierRefusedError,
} from './oauth-errors.js';
import { IntegrationChanges } from './integration-changes.js';
import { UnknownIntegrationError } from './integration-errors.js';
import { OauthCredentials, type NewToken } from './oauth-credentials.js';
import type { ConsumerRecord, TokenRecord } from './oauth-records.js';
import { Integration } from './persistence/integration.entity.js';
import { OauthToken } from './persistence/oauth-token.entity.js';
import { digestOf } from './random-text.js';
import type { VerifiedRequest } from './request-verifier.js';

/** How soon after the activation the handshake must begin, and how long its second step may take. */
const BEGIN_SECONDS = 300;
export const REQUEST_TOKEN_SECONDS = 7_200;

const TO_REQUEST = `UPDATE oauth_token SET type = 'request', digest = ?, secret = ?, created_at = ?
  WHERE consumer_id = ? AND type = 'verifier'`;
const TO_ACCESS = `UPDATE oauth_token SET type = 'access', digest = ?, secret = ?, created_at = ?
  WHERE entity_id = ? AND type = 'request' AND digest = ?`;

/** A verifier becomes a request token, and that an access token: each step once. */
@Injectable()
export class Handshake {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly credentials: OauthCredentials,
    private readonly changes: IntegrationChanges,
  ) {}

  /** @throws {ConsumerRefusedError} When the activation was too long ago. */
  checkBegin = ({ updatedAt }: ConsumerRecord): void => {
    if (this.clock.now() - updatedAt >= BEGIN_SECONDS) throw ConsumerRefusedError.expired();
  };

  /** @throws {OauthTokenRefusedError} Where there is no verifier, or not any more. */
  async requestToken({ id }: ConsumerRecord): Promise<NewToken> {
    const { token, secret, row } = this.credentials.newToken();
    const changed = await this.database.execute(
      TO_REQUEST,
      row.digest,
      row.secret,
      row.createdAt,
      id,
    );
    if (changed === 1) return { token, secret };
    const tokens = await this.database.run((manager) =>
      manager.countBy(OauthToken, { consumerId: id }),
    );
    throw tokens === 0 ? OauthTokenRefusedError.none(id) : OauthTokenRefusedError.notVerifier();
  }

  /** Makes the integration active, too. @throws {OauthTokenRefusedError} @throws {VerifierRefusedError} */
  async accessToken({ consumer, token: request, protocol }: VerifiedRequest): Promise<NewToken> {
    const { digest, id } = this.checked(consumer, request);
    checkVerifier(protocol.get('oauth_verifier')!, request!);
    const { token, secret, row } = this.credentials.newToken();
    const integration = await this.database.run((manager) =>
      manager.findOneBy(Integration, { id: consumer.integrationId }),
    );
    if (!integration) throw OauthTokenRefusedError.unknown();
    const change = this.changes.make('integration.activate', integration, async () => {
      const { digest: next, secret: sealed, createdAt } = row;
      if ((await this.database.execute(TO_ACCESS, next, sealed, createdAt, id, digest)) !== 1)
        throw OauthTokenRefusedError.used();
      await this.changes.setStatus(integration, IntegrationStatus.Active);
    });
    await change.catch(refuseDeleted);
    return { token, secret };
  }

  private checked(consumer: ConsumerRecord, request: TokenRecord | undefined): TokenRecord {
    if (!request || request.createdAt + REQUEST_TOKEN_SECONDS <= this.clock.now())
      throw OauthTokenRefusedError.unknown();
    if (request.consumerId !== consumer.id) throw OauthTokenRefusedError.foreignRequest();
    if (request.type !== 'request') throw OauthTokenRefusedError.used();
    return request;
  }
}

/** With the integration went its tokens. */
function refuseDeleted(error: unknown): never {
  throw error instanceof UnknownIntegrationError ? OauthTokenRefusedError.unknown() : error;
}

function checkVerifier(verifier: string, { verifierDigest }: TokenRecord): void {
  if (verifier.length !== 32) throw VerifierRefusedError.wrongLength();
  const [given, expected] = [digestOf(verifier), verifierDigest ?? ''].map((text) =>
    Buffer.from(text),
  );
  if (given!.length !== expected!.length || !timingSafeEqual(given!, expected!))
    throw VerifierRefusedError.wrong();
}
