import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing, type PurposeKey } from '../../contract/index.js';

const CIPHER = 'aes-256-gcm';

/**
 * Seals secrets that have to be read back. What is sealed for one row opens in no other: a row's
 * identity is additional data (NIST SP 800-38D).
 */
@Injectable()
export class SecretVault {
  private readonly keys: readonly PurposeKey[];

  constructor(keys: KeyRing) {
    this.keys = keys.keysFor('oauth-integration/secrets', 32);
  }

  /** @param row Table, identity and column, in one text. */
  seal(secret: string, row: string): string {
    const { id, bytes } = this.keys.at(-1)!;
    const iv = randomBytes(12);
    const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(Buffer.from(row));
    const sealed = [cipher.update(secret), cipher.final()];
    const parts = [iv, Buffer.concat(sealed), cipher.getAuthTag()];
    return [id, ...parts.map((part) => part.toString('base64url'))].join('.');
  }

  /** @throws {Error} For what was sealed for another row, with a key that is gone, or is damaged. */
  open(text: string, row: string): string {
    const [id, ...parts] = text.split('.');
    const [iv, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    const key = this.keys.find((each) => each.id === id);
    if (!key || !iv || !sealed || tag?.length !== 16)
      throw new Error('a sealed secret cannot be opened: its key is gone, or it is damaged');
    const decipher = createDecipheriv(CIPHER, key.bytes, iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(row)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  }
}

/** Names of the places where secrets are kept. */
export const consumerSecretOf = (key: string): string => `oauth_consumer/${key}/secret`;
export const tokenSecretOf = (digest: string): string => `oauth_token/${digest}/secret`;
