import { Argon2Hash } from './argon2-hash.js';
import { BcryptHash } from './bcrypt-hash.js';
import { MagentoChainHash } from './magento-chain-hash.js';
import type { StoredHash } from './stored-hash.js';

/** No form we read is longer; keeps the patterns from running over a megabyte of text. */
const MAX_CHARACTERS = 1024;

/** @returns Undefined for what no form recognises or what it would be unsafe to compute. */
export function parseStoredHash(text: string): StoredHash | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  return Argon2Hash.parse(text) ?? BcryptHash.parse(text) ?? MagentoChainHash.parse(text);
}
