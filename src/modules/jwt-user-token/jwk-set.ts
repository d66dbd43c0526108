import { createPrivateKey, createPublicKey, createSecretKey, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SettingError } from '../../kernel/index.js';
import type { JwtAlgorithm, JwtKey } from './jwt-key.js';

/** A JSON Web Key (RFC 7517, section 4). */
export interface Jwk extends JsonWebKey {
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly key_ops?: string[];
}

const SETTING = 'JWT_KEYS_FILE';

/** Fewest bytes of secret, by algorithm: the length of the hash (RFC 7518, section 3.2). */
const HMAC_BYTES: Partial<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

const MIN_RSA_BITS = 2_048;

/**
 * Reads keys from a JWK Set, oldest first.
 *
 * @throws {SettingError} When it is not one, or one of its keys is not usable, or they do not fit
 *   together: one algorithm, one name each.
 */
export function readJwkSet(file: string): JwtKey[] {
  let jwks: unknown;
  try {
    jwks = (JSON.parse(readFileSync(file, 'utf8')) as { keys?: unknown }).keys;
  } catch {
    throw new SettingError(SETTING, 'the file is missing or not JSON');
  }
  if (!Array.isArray(jwks) || jwks.length === 0)
    throw new SettingError(SETTING, 'the file has no "keys"');
  const keys = (jwks as (Jwk | null)[]).map((jwk) => keyFromJwk(jwk ?? {}));
  for (const { kid, verificationKey } of keys)
    if (verificationKey.type === 'secret' && !isRandom(verificationKey.export()))
      throw refusal(kid, 'it is not random');
  return keys;
}

/** As for a master key: of 32 random bytes, fewer than 16 distinct ones are next to impossible. */
const isRandom = (bytes: Buffer): boolean =>
  new Set(bytes).size >= 16 && !bytes.every((byte) => byte >= 0x20 && byte < 0x7f);

/**
 * Makes a key of a JWK. What it is for is the key's to say and nobody else's, least of all a
 * token's.
 *
 * @throws {SettingError} For a key that is weak, misused, malformed or of another algorithm.
 */
export function keyFromJwk(jwk: Jwk): JwtKey {
  const { kid, alg, use, key_ops: operations } = jwk;
  if (typeof kid !== 'string' || kid === '') throw refusal('(without kid)', 'it has no kid');
  if (use !== undefined && use !== 'sig') throw refusal(kid, 'its use is not "sig"');
  if (operations !== undefined && !(Array.isArray(operations) && operations.some(isOurs)))
    throw refusal(kid, 'its key_ops allow neither "sign" nor "verify"');
  try {
    if (alg !== undefined && Object.hasOwn(HMAC_BYTES, alg))
      return hmacKey(kid, alg as JwtAlgorithm, jwk);
    if (alg === 'RS256' || alg === 'ES256') return asymmetricKey(kid, alg, jwk);
  } catch (error) {
    if (error instanceof SettingError) throw error;
    throw refusal(kid, 'it is malformed');
  }
  throw refusal(kid, 'its alg is missing or not one of HS256, HS384, HS512, RS256, ES256');
}

const isOurs = (operation: string): boolean => operation === 'sign' || operation === 'verify';

/** Who says what a key is for says so of signing, too (RFC 7517, section 4.3). */
const maySign = ({ key_ops: operations }: Jwk): boolean => operations?.includes('sign') ?? true;

function hmacKey(kid: string, algorithm: JwtAlgorithm, jwk: Jwk): JwtKey {
  const { kty, k } = jwk;
  if (kty !== 'oct' || typeof k !== 'string') throw refusal(kid, 'its kty does not fit its alg');
  const secret = createSecretKey(Buffer.from(k, 'base64url'));
  if ((secret.symmetricKeySize ?? 0) < HMAC_BYTES[algorithm]!)
    throw refusal(kid, `it is shorter than ${HMAC_BYTES[algorithm]} bytes`);
  return { kid, algorithm, verificationKey: secret, ...(maySign(jwk) && { signingKey: secret }) };
}

function asymmetricKey(kid: string, algorithm: 'RS256' | 'ES256', jwk: Jwk): JwtKey {
  const expected = algorithm === 'RS256' ? { kty: 'RSA' } : { kty: 'EC', crv: 'P-256' };
  if (jwk.kty !== expected.kty || (expected.crv !== undefined && jwk.crv !== expected.crv))
    throw refusal(kid, 'its kty or crv does not fit its alg');
  const verificationKey = createPublicKey({ key: jwk, format: 'jwk' });
  const { modulusLength, publicExponent } = verificationKey.asymmetricKeyDetails ?? {};
  if (algorithm === 'RS256' && ((modulusLength ?? 0) < MIN_RSA_BITS || (publicExponent ?? 0n) < 3n))
    throw refusal(kid, `its modulus is shorter than ${MIN_RSA_BITS} bits or its exponent is 1`);
  if (jwk.d === undefined || !maySign(jwk)) return { kid, algorithm, verificationKey };
  return {
    kid,
    algorithm,
    verificationKey,
    signingKey: createPrivateKey({ key: jwk, format: 'jwk' }),
  };
}

const refusal = (kid: string, problem: string): SettingError =>
  new SettingError(SETTING, `key ${kid} cannot be used: ${problem}`);
