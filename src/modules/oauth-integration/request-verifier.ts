import { Inject, Injectable } from '@nestjs/common';
import { PUBLIC_BASE_URL } from '../../kernel/index.js';
import {
  ConsumerRefusedError,
  OauthTokenRefusedError,
  SignatureRefusedError,
} from './oauth-errors.js';
import { OauthNonces } from './oauth-nonces.js';
import { OauthRecords, type ConsumerRecord, type TokenRecord } from './oauth-records.js';
import { OauthSettings } from './oauth-settings.js';
import { digestOf, isCredentialText } from './random-text.js';
import { isBodyHash } from './signing/body-hash.js';
import { isSignedBy } from './signing/hmac-signature.js';
import { protocolParameters, type ProtocolParameters } from './signing/protocol-parameters.js';
import type { OriginatedRequest } from './signing/request-origin.js';
import { signedRequest, type SignedRequest } from './signing/signed-request.js';

/** Who signed a request, and with which token. */
export interface VerifiedRequest {
  readonly consumer: ConsumerRecord;
  readonly token?: TokenRecord;
  readonly protocol: ReadonlyMap<string, string>;
}

/** What the signatures of a route must come with. */
export interface VerificationNeeds {
  /** Parameters beside those of every signed request. */
  readonly parameters: readonly string[];
  /** Whether consumer and token are read as they are right now, and not as up to a second ago. */
  readonly current?: boolean;
  /** What the consumer must be before its signature is looked at. */
  readonly check?: (consumer: ConsumerRecord) => void;
}

/**
 * Shape, consumer, timestamp, signature, nonce: in this order, so that no failed request leaves a
 * trace. What the token and the integration are worth is the caller's to judge.
 */
@Injectable()
export class RequestVerifier {
  constructor(
    private readonly records: OauthRecords,
    private readonly nonces: OauthNonces,
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
    @Inject(PUBLIC_BASE_URL) private readonly publicBaseUrl: string | undefined,
  ) {}

  /** @returns `undefined` for a request without `Authorization: OAuth`. @throws {DomainError} */
  verify(
    request: OriginatedRequest,
    needs: VerificationNeeds,
  ): Promise<VerifiedRequest> | undefined {
    const signed = signedRequest(request, this.publicBaseUrl);
    return signed && this.judge(signed, needs);
  }

  private async judge(signed: SignedRequest, needs: VerificationNeeds): Promise<VerifiedRequest> {
    const { allowHmacSha1 } = this.settings;
    const given = protocolParameters(signed.protocol, needs.parameters, allowHmacSha1);
    const consumer = await this.consumerOf(given.consumerKey, needs);
    if (!consumer) throw ConsumerRefusedError.unknown();
    const timestamp = await this.nonces.checkTimestamp(given.timestamp);
    needs.check?.(consumer);
    const token = given.token === '' ? undefined : await this.find(given.token, needs);
    if (given.token !== '' && !token) throw OauthTokenRefusedError.unknown();
    const signer = this.isSigned(signed, given, consumer, token)
      ? consumer
      : await this.signerNow(signed, given, consumer, token);
    await this.nonces.take(given.nonce, timestamp, signer.id);
    return { consumer: signer, ...(token && { token }), protocol: signed.protocol };
  }

  private consumerOf(key: string, { current }: VerificationNeeds) {
    if (!isCredentialText(key)) return undefined;
    return current ? this.records.currentConsumer(key) : this.records.consumer(key);
  }

  private find(text: string, { current }: VerificationNeeds) {
    if (!isCredentialText(text)) return undefined;
    const digest = digestOf(text);
    return current ? this.records.currentToken(digest) : this.records.accessToken(digest);
  }

  /** @throws {SignatureRefusedError} Unless it is signed by a secret newer than the remembered one. */
  private async signerNow(
    signed: SignedRequest,
    given: ProtocolParameters,
    remembered: ConsumerRecord,
    token: TokenRecord | undefined,
  ): Promise<ConsumerRecord> {
    const current = await this.records.currentConsumer(remembered.key);
    if (!current || current.secret === remembered.secret) throw new SignatureRefusedError();
    if (!this.isSigned(signed, given, current, token)) throw new SignatureRefusedError();
    return current;
  }

  private isSigned(
    { parts, body }: SignedRequest,
    { signature, method, bodyHash }: ProtocolParameters,
    consumer: ConsumerRecord,
    token: TokenRecord | undefined,
  ): boolean {
    const tokenSecret = token ? this.records.tokenSecret(token) : '';
    const pairs = this.records
      .consumerSecrets(consumer)
      .map((secret) => ({ consumer: secret, token: tokenSecret }));
    if (!isSignedBy(parts, signature, method, pairs)) return false;
    return bodyHash === undefined || !body || isBodyHash(body, bodyHash);
  }
}
