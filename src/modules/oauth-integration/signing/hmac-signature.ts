import { createHmac, timingSafeEqual } from 'node:crypto';
import { signatureBaseString, type SignedParts } from './base-string.js';
import { byteOrder, naturalOrder } from './parameter-order.js';
import { percentEncode } from './percent-encoding.js';

/** The two secrets of a request; the second is empty before there is a token. */
export interface SecretPair {
  readonly consumer: string;
  readonly token: string;
}

/** Hash functions by the name of the signature method, to the letter (RFC 5849, section 3.4.2). */
export const HASHES = { 'HMAC-SHA256': 'sha256', 'HMAC-SHA1': 'sha1' } as const;

export type SignatureMethod = keyof typeof HASHES;

const ORDERS = [byteOrder, naturalOrder];

/** @returns The signature as it is sent, before it is percent-encoded. */
export const sign = (
  baseString: string,
  method: SignatureMethod,
  { consumer, token }: SecretPair,
): string =>
  createHmac(HASHES[method], `${percentEncode(consumer)}&${percentEncode(token)}`)
    .update(baseString)
    .digest('base64');

/**
 * @param pairs Secrets that would do, the likeliest first: more than one while a roll overlaps.
 * @returns Whether one of them made the signature, with the parameters in one of the two orders.
 */
export function isSignedBy(
  parts: SignedParts,
  signature: string,
  method: SignatureMethod,
  pairs: readonly SecretPair[],
): boolean {
  for (const order of ORDERS) {
    const baseString = signatureBaseString(parts, order);
    for (const pair of pairs) if (isSame(sign(baseString, method, pair), signature)) return true;
  }
  return false;
}

/** Both texts as they are: another spelling of the same bytes is another signature. */
function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
