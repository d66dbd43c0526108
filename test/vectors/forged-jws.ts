import { createHmac, sign, type KeyObject } from 'node:crypto';

/** As it is to stand in the token: an object as JSON, a text or bytes untouched. */
export type Part = object | string | Uint8Array;

export const encode = (part: Part): string =>
  Buffer.from(
    typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part),
  ).toString('base64url');

export const HASH = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const;

export type HmacAlgorithm = keyof typeof HASH;

/** A compact JWS with whatever header and payload, signed with HMAC: no library looks at it first. */
export function forge(
  header: Part,
  payload: Part,
  key: KeyObject | Uint8Array | string,
  algorithm: HmacAlgorithm = 'HS256',
): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const secret = typeof key === 'string' ? Buffer.from(key) : key;
  return `${input}.${createHmac(HASH[algorithm], secret).update(input).digest('base64url')}`;
}

/** The same with a private key; `options` are those of `crypto.sign`. */
export function forgeWithPrivateKey(
  header: Part,
  payload: Part,
  key: KeyObject,
  hash = 'sha256',
  options: { padding?: number; saltLength?: number; dsaEncoding?: 'ieee-p1363' | 'der' } = {},
): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = sign(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363', ...options });
  return `${input}.${signature.toString('base64url')}`;
}
