import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyFromJwk, type Jwk } from './jwk-set.js';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEYS: readonly (readonly [string, Jwk])[] = [
  ['HS256', { kty: 'oct', k: randomBytes(32).toString('base64url') }],
  ['ES256', privateKey.export({ format: 'jwk' })],
];

describe.each(KEYS)('a key for %s', (alg, jwk) => {
  const signs = (operations?: string[]): boolean => {
    const key = keyFromJwk({ ...jwk, kid: 'one', alg, ...(operations && { key_ops: operations }) });
    expect(key.verificationKey).toBeDefined();
    return key.signingKey !== undefined;
  };

  it('signs unless its key_ops say that it only verifies', () => {
    expect(signs()).toBe(true);
    expect(signs(['sign'])).toBe(true);
    expect(signs(['verify', 'sign'])).toBe(true);
    expect(signs(['verify'])).toBe(false);
  });
});
