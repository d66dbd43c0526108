import jsonwebtoken, { type VerifyOptions } from 'jsonwebtoken';
import { UnreadableTokenError } from '../../contract/index.js';
import { isCompactJws } from './compact-jws.js';
import type { JwtAlgorithm, JwtKey } from './jwt-key.js';

/**
 * What reaches jsonwebtoken, on every path: one algorithm, from the key. Times are left out: one
 * clock judges the tokens of all formats (`ExpirationValidator`), and not the library's.
 */
export const verifyOptions = (algorithm: JwtAlgorithm): VerifyOptions => ({
  algorithms: [algorithm],
  ignoreExpiration: true,
  ignoreNotBefore: true,
});

/**
 * Proves that a compact JWS was signed with a key. The hook for signature test vectors.
 *
 * @returns The payload: an object for JSON, else the text.
 * @throws {UnreadableTokenError} For anything but a canonical token with a good signature.
 */
export function verifySignature(compact: string, key: JwtKey): unknown {
  if (!isCompactJws(compact)) throw new UnreadableTokenError();
  try {
    return jsonwebtoken.verify(compact, key.verificationKey, verifyOptions(key.algorithm));
  } catch (cause) {
    throw new UnreadableTokenError({ cause });
  }
}
