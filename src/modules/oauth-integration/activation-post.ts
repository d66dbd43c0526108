import { lookup } from 'node:dns';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { PUBLIC_BASE_URL, SettingError } from '../../kernel/index.js';
import { WebapiSettings } from '../webapi/index.js';
import { ActivationPostError, CallbackUrlError } from './integration-errors.js';
import { OauthSettings } from './oauth-settings.js';
import type { Integration } from './persistence/integration.entity.js';
import { isPublicAddress } from './private-addresses.js';

const TIMEOUT_MS = 5_000;
const TOO_LATE = `there was no answer within ${TIMEOUT_MS / 1_000} seconds`;
/** Nobody reads the answer; more than this nobody waits for. */
const MAX_ANSWER_BYTES = 65_536;

interface PostedConsumer {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/**
 * Tells an integration's endpoint its credentials: the first step of the handshake. The address is
 * somebody's input, so what it resolves to is looked at when the connection is made, and there is no
 * following it elsewhere.
 */
@Injectable()
export class ActivationPost {
  private readonly logger = new Logger('oauth-integration');

  constructor(
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
    @Inject(WebapiSettings.token) private readonly webapi: WebapiSettings,
    @Inject(PUBLIC_BASE_URL) private readonly publicBaseUrl: string | undefined,
  ) {}

  /** @throws {CallbackUrlError} @throws {SettingError} What would be refused whatever is sent. */
  check({ endpoint }: Integration): URL {
    const url = new URL(endpoint!);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.protocol !== 'https:' && !this.webapi.isDevelopment) throw new CallbackUrlError();
    if (isIP(host) !== 0 && !this.isAllowed(host)) throw new CallbackUrlError();
    if (this.publicBaseUrl === undefined)
      throw new SettingError('PUBLIC_BASE_URL', 'it must be set: it is told to integrations');
    return url;
  }

  /** @throws {ActivationPostError} */
  async send(
    integration: Integration,
    { consumerKey, consumerSecret }: PostedConsumer,
    verifier: string,
  ): Promise<void> {
    const url = this.check(integration);
    const body = new URLSearchParams({
      oauth_consumer_key: consumerKey,
      oauth_consumer_secret: consumerSecret,
      store_base_url: `${this.publicBaseUrl}/`,
      oauth_verifier: verifier,
    }).toString();
    try {
      await this.post(url, body);
    } catch (cause) {
      this.logger.error({
        message: 'the activation post failed',
        integration: integration.name,
        cause: String(cause),
      });
      throw new ActivationPostError({ cause });
    }
  }

  private post(url: URL, body: string): Promise<void> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      signal,
      lookup: this.publicLookup as never,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
      },
    };
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void =>
        reject(signal.aborted ? new Error(TOO_LATE, { cause: error }) : error);
      const request = send(url, options, (response) => {
        let received = 0;
        response.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received > MAX_ANSWER_BYTES) request.destroy(new Error('the answer is too long'));
        });
        response.on('error', fail);
        response.on('end', () => {
          const { statusCode = 0 } = response;
          if (statusCode >= 200 && statusCode < 300) resolve();
          else reject(new Error(`the endpoint answered ${statusCode}`));
        });
      });
      request.on('error', fail);
      request.end(body);
    });
  }

  /** Between a check of a name and its use, the name may come to mean another address. */
  private readonly publicLookup = (
    hostname: string,
    options: object,
    done: (error: Error | null, addresses?: unknown, family?: number) => void,
  ): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = addresses?.find(({ address }) => !this.isAllowed(address));
      if (error) done(error);
      else if (refused) done(new Error(`${hostname} is at a private address`));
      else if ((options as { all?: boolean }).all) done(null, addresses);
      else done(null, addresses[0]?.address, addresses[0]?.family);
    });
  };

  private isAllowed(address: string): boolean {
    return this.settings.allowPrivateEndpoints || isPublicAddress(address);
  }
}
