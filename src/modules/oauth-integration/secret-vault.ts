import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing, type PurposeKey } from '../../contract/index.js';
import { SecretKeyMissingError } from './integration-errors.js';

const PURPOSE = 'oauth-integration/secrets';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;

/**
 * Seals secrets that have to be read back. What is sealed for one row opens in no other: a row's
 * identity is additional data (NIST SP 800-38D).
 */
@Injectable()
export class SecretVault {
  /** By name, once they were needed: each is a derivation. */
  private readonly known = new Map<string, PurposeKey>();

  constructor(private readonly ring: KeyRing) {}

  /** @param row Table, identity and column, in one text. */
  seal(secret: string, row: string): string {
    const { id, bytes } = this.ring.sealingKeyFor(PURPOSE, KEY_BYTES);
    const iv = randomBytes(12);
    const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(Buffer.from(row));
    const sealed = [cipher.update(secret), cipher.final()];
    const parts = [iv, Buffer.concat(sealed), cipher.getAuthTag()];
    return [id, ...parts.map((part) => part.toString('base64url'))].join('.');
  }

  /**
   * @throws {SecretKeyMissingError}
   * @throws {Error} For what was sealed for another row, or is damaged.
   */
  open(text: string, row: string): string {
    const [id = '', ...parts] = text.split('.');
    const [iv, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    const key = this.keyNamed(id);
    if (!iv || !sealed || tag?.length !== 16)
      throw new Error('a sealed secret cannot be opened: it is damaged');
    const decipher = createDecipheriv(CIPHER, key.bytes, iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(row)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  }

  /** @returns The same, sealed with the newest key. @throws {Error} As {@link open} does. */
  anew(text: string, row: string): string {
    return this.seal(this.open(text, row), row);
  }

  /** Whether it was sealed with the newest key. */
  isFresh(text: string): boolean {
    return text.startsWith(`${this.keys.at(-1)!.id}.`);
  }

  /** Asked for anew each time: keys are added while the service runs. */
  private get keys(): readonly PurposeKey[] {
    return this.ring.keysFor(PURPOSE, KEY_BYTES);
  }

  /** One that is not known may have been added a moment ago, by `key:rotate` in another process. */
  private keyNamed(id: string): PurposeKey {
    const known = this.known.get(id) ?? this.find(id);
    if (!known) this.ring.reload();
    const key = known ?? this.find(id);
    if (!key) throw new SecretKeyMissingError();
    this.known.set(id, key);
    return key;
  }

  private find(id: string): PurposeKey | undefined {
    return this.keys.find((each) => each.id === id);
  }
}

/** Names of the places where secrets are kept. */
export const consumerSecretOf = (key: string): string => `oauth_consumer/${key}/secret`;
export const tokenSecretOf = (digest: string): string => `oauth_token/${digest}/secret`;
