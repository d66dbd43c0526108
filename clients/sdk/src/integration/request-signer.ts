import { percentEncode, signatureBaseString, type Pair } from './base-string.js';
import type { IntegrationClientOptions } from './integration-options.js';
import { hmacSha256, sha256 } from './web-crypto.js';

/** What is signed of a request. */
export interface SignableRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: RequestInit['body'];
}

/** Signs requests with HMAC-SHA256 (OAuth 1.0a, RFC 5849). */
export class RequestSigner {
  constructor(private readonly options: IntegrationClientOptions) {}

  /** @param timestamp Whole seconds since 1970. @returns The value of `Authorization`. */
  async sign(request: SignableRequest, timestamp: number): Promise<string> {
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = this.options;
    const protocol: Pair[] = [
      ['oauth_consumer_key', consumerKey],
      ['oauth_nonce', crypto.randomUUID().replaceAll('-', '')],
      ['oauth_signature_method', 'HMAC-SHA256'],
      ['oauth_timestamp', String(timestamp)],
      ['oauth_token', accessToken],
      ['oauth_version', '1.0'],
      ...(await this.#bodyHash(request)),
    ];
    const { method, url } = request;
    const parameters = [...protocol, ...url.searchParams, ...formPairs(request)];
    const key = `${percentEncode(consumerSecret)}&${percentEncode(accessTokenSecret)}`;
    const signature = await hmacSha256(key, signatureBaseString(method, url, parameters));
    return `OAuth ${[...protocol, ['oauth_signature', signature] as const]
      .map(([name, value]) => `${name}="${percentEncode(value)}"`)
      .join(', ')}`;
  }

  /** The extension "OAuth Request Body Hash": without it, nothing signs what a JSON body says. */
  async #bodyHash({ body, headers }: SignableRequest): Promise<Pair[]> {
    const { bodyHash = true } = this.options;
    const isText = typeof body === 'string' && !isForm(headers);
    const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
    return bodyHash && (isText || isBytes) ? [['oauth_body_hash', await sha256(body)]] : [];
  }
}

const isForm = (headers: Headers): boolean =>
  /^application\/x-www-form-urlencoded/i.test(headers.get('Content-Type') ?? '');

function formPairs({ body, headers }: SignableRequest): Pair[] {
  if (body instanceof URLSearchParams) return [...body];
  return typeof body === 'string' && isForm(headers) ? [...new URLSearchParams(body)] : [];
}
