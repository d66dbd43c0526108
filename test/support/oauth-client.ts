import { randomBytes } from 'node:crypto';
import {
  sign,
  type SignatureMethod,
} from '../../src/modules/oauth-integration/signing/hmac-signature.js';
import {
  baseStringUri,
  signatureBaseString,
} from '../../src/modules/oauth-integration/signing/base-string.js';
import { formPairs, type Pair } from '../../src/modules/oauth-integration/signing/form-pairs.js';
import {
  byteOrder,
  type ParameterOrder,
} from '../../src/modules/oauth-integration/signing/parameter-order.js';
import { percentEncode } from '../../src/modules/oauth-integration/signing/percent-encoding.js';
import type { TestApp } from './test-app.js';

/** What somebody signs with. */
export interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken?: string | null;
  readonly accessTokenSecret?: string | null;
}

/** A request before it is signed, with whatever is to be wrong about it. */
export interface Draft {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query. */
  readonly url?: string;
  readonly form?: string;
  readonly json?: unknown;
  /** Protocol parameters laid over the right ones; `undefined` leaves one out. */
  readonly set?: Readonly<Record<string, string | undefined>>;
  readonly origin?: string;
  readonly order?: ParameterOrder;
  /** What the signature is made with, if not with what the parameters say. */
  readonly signAs?: SignatureMethod;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly challenge: string;
}

export const nonce = (): string => randomBytes(12).toString('hex');

/** The value of `Authorization`. */
export function authorization(keys: Keys, now: number, draft: Draft = {}): string {
  const { method = 'GET', url = '/rest/V1/modules', form = '', set = {} } = draft;
  const given: Record<string, string | undefined> = {
    oauth_consumer_key: keys.consumerKey,
    oauth_nonce: nonce(),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(now),
    oauth_version: '1.0',
    oauth_token: keys.accessToken ?? undefined,
    ...set,
  };
  const protocol = Object.entries(given).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'oauth_signature',
  );
  const [, query = ''] = url.split(/\?(.*)/s);
  const parameters: Pair[] = [...protocol, ...formPairs(query), ...formPairs(form)];
  const uri = baseStringUri(draft.origin ?? 'http://localhost:80', url);
  const text = signatureBaseString({ method, uri, parameters }, draft.order ?? byteOrder);
  const signature = sign(
    text,
    draft.signAs ?? (given.oauth_signature_method === 'HMAC-SHA1' ? 'HMAC-SHA1' : 'HMAC-SHA256'),
    { consumer: keys.consumerSecret, token: keys.accessTokenSecret ?? '' },
  );
  const signed = 'oauth_signature' in set ? set.oauth_signature : signature;
  const all = signed === undefined ? protocol : [...protocol, ['oauth_signature', signed] as const];
  return `OAuth ${all.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(', ')}`;
}

/** Sends a draft as it was signed. @param header In place of the right one. */
export async function send({ app }: TestApp, draft: Draft, header: string): Promise<Reply> {
  const { method = 'GET', url = '/rest/V1/modules', form, json } = draft;
  const reply = await app.inject({
    method,
    url,
    headers: {
      authorization: header,
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...draft.headers,
    },
    ...(form !== undefined && { payload: form }),
    ...(json !== undefined && { payload: JSON.stringify(json) }),
  });
  return {
    status: reply.statusCode,
    body: reply.body,
    challenge: String(reply.headers['www-authenticate'] ?? ''),
  };
}
