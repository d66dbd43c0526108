import type { KeyRing } from 'tokenwright';
import { PasetoKey } from './paseto-key.js';

/** Fixed for ever: another text, or one shared with another format, is another key. */
const PURPOSE = 'paseto-user-token/v4.public';
const KEY_BYTES = 32;

/** The newest key signs; all of them verify, told apart by the footer of the token. */
export class PasetoKeyRing {
  private readonly byFooter: ReadonlyMap<string, PasetoKey>;

  private constructor(private readonly keys: readonly PasetoKey[]) {
    this.byFooter = new Map(keys.map((key) => [key.encodedFooter, key]));
  }

  static async from(master: KeyRing): Promise<PasetoKeyRing> {
    const derived = master.keysFor(PURPOSE, KEY_BYTES);
    return new PasetoKeyRing(await Promise.all(derived.map((key) => PasetoKey.from(key))));
  }

  get newest(): PasetoKey {
    return this.keys.at(-1)!;
  }

  /** @param token A text with the shape of a PASETO; its footer is compared and never parsed. */
  keyFor(token: string): PasetoKey | undefined {
    return this.byFooter.get(token.slice(token.lastIndexOf('.') + 1));
  }
}
