import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing, type PurposeKey } from '../../contract/index.js';
import { SealedByUnknownKeyError } from './errors.js';

const PURPOSE = 'two-factor-auth/factor';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what of a factor must be read back: AES-256-GCM under a key of its own, with the row's
 * identity as additional data, so that a value put into another row says nothing. A sealed text is
 * `<key id>.<nonce, ciphertext and tag as base64url>`.
 */
@Injectable()
export class FactorSeal {
  constructor(private readonly ring: KeyRing) {}

  /** @param row Which row it is for: the same text is needed to open it. */
  seal(text: string, row: string): string {
    const { id, bytes } = this.ring.sealingKeyFor(PURPOSE, KEY_BYTES);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, bytes, nonce).setAAD(Buffer.from(row));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]);
    return `${id}.${Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')}`;
  }

  /**
   * @throws {SealedByUnknownKeyError}
   * @throws {Error} When it was not sealed for that row, or was changed: a bug or an attack.
   */
  open(sealed: string, row: string): string {
    const [id = '', value = ''] = sealed.split('.');
    const key = this.keyNamed(id);
    if (!key) throw new SealedByUnknownKeyError();
    const bytes = Buffer.from(value, 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(row)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  }

  /** Whether it was sealed under the newest key. */
  isFresh(sealed: string): boolean {
    return sealed.startsWith(`${this.keys.at(-1)!.id}.`);
  }

  /** Asked for anew each time: keys are added while the service runs. */
  private get keys(): readonly PurposeKey[] {
    return this.ring.keysFor(PURPOSE, KEY_BYTES);
  }

  /** One that is not known may have been added a moment ago, by `key:rotate` in another process. */
  private keyNamed(id: string): PurposeKey | undefined {
    const find = (): PurposeKey | undefined => this.keys.find((candidate) => candidate.id === id);
    const known = find();
    if (!known) this.ring.reload();
    return known ?? find();
  }
}
