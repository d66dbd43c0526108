import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '../../contract/index.js';
import { digestOf, refreshToken, type RefreshToken } from './refresh-token.js';

const PURPOSE = 'refresh-session/derivation';
const KEY_BYTES = 32;
const FAMILY_BYTES = 12;
const PROOF_BYTES = 16;

/**
 * Derives refresh tokens instead of drawing them: whoever rotates the same token computes the same
 * successor, so that a lost answer or a second tab costs nothing (docs/adr/0019). A table alone
 * derives nothing, for want of keys and families; the keys alone derive nothing, for want of
 * families.
 */
@Injectable()
export class RefreshTokenKeys {
  /** Newest first. */
  private readonly keys: readonly Buffer[];

  constructor(ring: KeyRing) {
    this.keys = ring
      .keysFor(PURPOSE, KEY_BYTES)
      .map(({ bytes }) => bytes)
      .toReversed();
  }

  /** The first token of a new session. */
  start(): RefreshToken {
    return this.derive(this.keys[0]!, randomBytes(FAMILY_BYTES), 0);
  }

  /** The token that replaces `token`, by the newest key. */
  successorOf({ family, generation }: RefreshToken): RefreshToken {
    return this.derive(this.keys[0]!, family, generation + 1);
  }

  /**
   * The successor that was given out before, whichever key was the newest then.
   *
   * @param digest What is stored of it.
   * @returns `undefined` when it was derived from a key that this process does not have.
   */
  successorWith({ family, generation }: RefreshToken, digest: string): RefreshToken | undefined {
    return this.keys
      .map((key) => this.derive(key, family, generation + 1))
      .find(({ text }) => digestOf(text) === digest);
  }

  /** @returns Whether the token was made here, however long ago. */
  made({ family, generation, proof }: RefreshToken): boolean {
    return this.keys.some((key) =>
      timingSafeEqual(this.derive(key, family, generation).proof, proof),
    );
  }

  private derive(key: Buffer, family: Buffer, generation: number): RefreshToken {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(generation);
    const mac = createHmac('sha256', key).update(family).update(counter).digest();
    return refreshToken(family, generation, mac.subarray(0, PROOF_BYTES));
  }
}
