import { createSecretKey } from 'node:crypto';
import type { JwtAlgorithm, JwtKey } from './jwt-key.js';

const PADDED_BYTES = 2_048;

/**
 * Turns a shop's `crypt/key` into the key its JWT module signs with: the text padded with `&` on
 * both sides to 2,048 bytes, the odd one on the right.
 *
 * @param position From 1; Magento's `kid`.
 */
export function magentoKey(cryptKey: string, position: number, algorithm: JwtAlgorithm): JwtKey {
  const key = Buffer.from(cryptKey, 'utf8');
  const padding = Math.max(0, PADDED_BYTES - key.length);
  const left = Math.floor(padding / 2);
  const padded = Buffer.concat([Buffer.alloc(left, '&'), key, Buffer.alloc(padding - left, '&')]);
  const secret = createSecretKey(padded);
  return { kid: String(position), algorithm, verificationKey: secret, signingKey: secret };
}
