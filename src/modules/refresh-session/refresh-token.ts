import { hash, timingSafeEqual } from 'node:crypto';

const FAMILY_BYTES = 12;
const PROOF_BYTES = 16;
const TOKEN_BYTES = FAMILY_BYTES + 4 + PROOF_BYTES;
const SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** What a refresh token is made of; 32 bytes, as 43 characters of base64url. */
export interface RefreshToken {
  readonly text: string;
  /** 96 random bits that all tokens of one session have in common; stored as a digest only. */
  readonly family: Buffer;
  /** 0 at the sign-in, one more with every rotation. */
  readonly generation: number;
  /** 128 bits that only the holder of a key can compute; see {@link RefreshTokenKeys}. */
  readonly proof: Buffer;
}

/** Puts a token's text together. */
export function refreshToken(family: Buffer, generation: number, proof: Buffer): RefreshToken {
  const bytes = Buffer.alloc(TOKEN_BYTES);
  family.copy(bytes);
  bytes.writeUInt32BE(generation, FAMILY_BYTES);
  proof.copy(bytes, FAMILY_BYTES + 4, 0, PROOF_BYTES);
  return { text: bytes.toString('base64url'), family, generation, proof };
}

/**
 * Takes a text apart that a stranger sent; proves nothing.
 *
 * @returns `undefined` for anything but the one spelling of 32 bytes.
 */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  if (!SHAPE.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) return undefined;
  return {
    text,
    family: bytes.subarray(0, FAMILY_BYTES),
    generation: bytes.readUInt32BE(FAMILY_BYTES),
    proof: bytes.subarray(FAMILY_BYTES + 4),
  };
}

/** @returns SHA-256 in 64 lower-case hexadecimal digits: what is stored. */
export const digestOf = (value: string | Buffer): string => hash('sha256', value, 'hex');

/** Compares two digests in constant time. */
export const sameDigest = (one: string, other: string | null): boolean =>
  other?.length === one.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
