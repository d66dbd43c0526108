import { hkdfSync, randomBytes } from 'node:crypto';
import { SettingError } from '../../kernel/index.js';
import type { PurposeKey } from '../../contract/index.js';

/** A key of this length has as many possible values as SHA-256: nothing derived is weaker. */
const KEY_BYTES = 32;

/** Of 32 random bytes, fewer than 16 distinct ones come up about once in 10^14. */
const MIN_DISTINCT_BYTES = 16;

/** One of the installation's master keys; everything secret is derived from one. */
export class MasterKey {
  /** Public name of the key, 8 hexadecimal digits; says nothing about it. */
  readonly id: string;

  private constructor(private readonly bytes: Buffer) {
    this.id = this.derive('key-id', 4).toString('hex');
  }

  static random(): MasterKey {
    return new MasterKey(randomBytes(KEY_BYTES));
  }

  /**
   * @param text 32 bytes as 43 characters of base64url or 64 hexadecimal digits.
   * @param setting Name of the setting to blame.
   * @throws {SettingError} When it is not that, or cannot have come from a random generator.
   */
  static parse(text: string, setting: string): MasterKey {
    const hex = /^[0-9a-f]{64}$/i.test(text);
    const bytes = Buffer.from(text, hex ? 'hex' : 'base64url');
    if (bytes.length !== KEY_BYTES || (!hex && bytes.toString('base64url') !== text))
      throw new SettingError(setting, 'a key must be 32 bytes as base64url or hex');
    const printable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
    if (printable || new Set(bytes).size < MIN_DISTINCT_BYTES)
      throw new SettingError(setting, 'a key must be 32 random bytes, and this one is not random');
    return new MasterKey(bytes);
  }

  /** For the key file. */
  toText(): string {
    return this.bytes.toString('base64url');
  }

  /** @returns The key of one purpose (HKDF with SHA-256, RFC 5869; the purpose is its `info`). */
  keyFor(purpose: string, length: number): PurposeKey {
    return { id: this.id, bytes: this.derive(purpose, length) };
  }

  private derive(purpose: string, length: number): Buffer {
    const salt = Buffer.alloc(0);
    return Buffer.from(hkdfSync('sha256', this.bytes, salt, `tokenwright/${purpose}`, length));
  }
}
