import type { KeyObject } from 'node:crypto';

/** Algorithms a key may be for. The service's own keys are for the first three only. */
export type JwtAlgorithm = 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'ES256';

/**
 * One key for one algorithm and one purpose. `KeyObject`s, never text: jsonwebtoken tries a text
 * as a PEM public key first, which costs some 370 microseconds a verification on Node 20 and has
 * been the root of algorithm confusion.
 */
export interface JwtKey {
  readonly kid: string;
  readonly algorithm: JwtAlgorithm;
  readonly verificationKey: KeyObject;
  /** The same for HMAC; absent for a key that only verifies. */
  readonly signingKey?: KeyObject;
}
