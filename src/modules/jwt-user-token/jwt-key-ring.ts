import { createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KeyRing } from '../../contract/index.js';
import { SettingError } from '../../kernel/index.js';
import { parseHeader } from './compact-jws.js';
import { verifySignature } from './jws-signature.js';
import { readJwkSet } from './jwk-set.js';
import type { JwtAlgorithm, JwtKey } from './jwt-key.js';
import { JwtSettings } from './jwt-settings.js';
import { magentoKey } from './magento-key.js';

/** Bytes of an HMAC key of our own: the length of the hash (RFC 7518, section 3.2). */
const KEY_BYTES = { HS256: 32, HS384: 48, HS512: 64 } as const;

/** The keys tokens are signed and verified with: one algorithm, several keys, told apart by `kid`. */
@Injectable()
export class JwtKeyRing {
  readonly algorithm: JwtAlgorithm;
  /** The newest key that can sign. */
  readonly signing: JwtKey & { readonly signingKey: KeyObject };
  /** Whether `kid`s are positions in a shop's list of keys, and not names. */
  private readonly positions: boolean;
  private readonly byKid: ReadonlyMap<string, JwtKey>;
  /** Keys by the encoded header of an ordinary token: most headers need no parsing. */
  private readonly byHeader: ReadonlyMap<string, JwtKey>;

  /** @throws {SettingError} When the keys are unusable or do not fit together. */
  constructor(@Inject(JwtSettings.token) settings: JwtSettings, master: KeyRing) {
    const keys = keysFrom(settings, master);
    const newest = keys.findLast(
      (key): key is JwtKeyRing['signing'] => key.signingKey !== undefined,
    );
    if (!newest) throw new SettingError('JWT_KEYS_FILE', 'none of the keys can sign');
    if (keys.some(({ algorithm }) => algorithm !== newest.algorithm))
      throw new SettingError('JWT_KEYS_FILE', 'the keys are for more than one alg');
    this.signing = newest;
    this.positions = settings.keys.from === 'magento';
    this.algorithm = newest.algorithm;
    this.byKid = new Map(keys.map((key) => [key.kid, key]));
    if (this.byKid.size < keys.length)
      throw new SettingError('JWT_KEYS_FILE', 'two of the keys have the same kid');
    this.byHeader = new Map(keys.map((key) => [encodedHeader(key), key]));
  }

  /**
   * Finds the key of a token by its header, which must name the key and the key's own algorithm.
   *
   * @param compact A token that `isCompactJws` accepts.
   * @throws {UnreadableTokenError}
   */
  keyFor(compact: string): JwtKey | undefined {
    const encoded = compact.slice(0, compact.indexOf('.'));
    const known = this.byHeader.get(encoded);
    if (known && !this.positions) return known;
    const { kid, alg } = parseHeader(encoded);
    if (this.positions) return alg === this.algorithm ? this.signerOf(compact) : undefined;
    const key = this.byKid.get(kid);
    return key?.algorithm === alg ? key : undefined;
  }

  /**
   * A shop's `kid` is a position in a list that changes, or always 1: it says nothing. Newest
   * first, since that is the one nearly all tokens are signed with.
   */
  private signerOf(compact: string): JwtKey | undefined {
    // The only key there is will be tried soon enough, by the verification itself.
    if (this.byKid.size === 1) return this.signing;
    return [...this.byKid.values()].findLast((key) => {
      try {
        verifySignature(compact, key);
        return true;
      } catch {
        return false;
      }
    });
  }
}

/** `{"kid":...,"alg":...}`, in Magento's order. */
const encodedHeader = ({ kid, algorithm }: JwtKey): string =>
  Buffer.from(JSON.stringify({ kid, alg: algorithm })).toString('base64url');

function keysFrom({ keys, algorithm }: JwtSettings, master: KeyRing): JwtKey[] {
  if (keys.from === 'jwk-set') return readJwkSet(keys.file);
  if (keys.from === 'magento')
    return keys.cryptKeys.map((key, index) => magentoKey(key, index + 1, algorithm));
  return master
    .keysFor(`jwt-user-token/${algorithm}`, KEY_BYTES[algorithm])
    .map(({ id, bytes }) => {
      const secret = createSecretKey(bytes);
      return { kid: id, algorithm, verificationKey: secret, signingKey: secret };
    });
}
