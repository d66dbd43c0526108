import { isStoredToken, type StoredToken } from './held-token.js';
import type { TokenStorage } from './token-storage.js';

/** A caller's storage, asked in order and with its failures swallowed: a full disk signs nobody out. */
export class SurvivingStorage implements TokenStorage {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly storage: TokenStorage) {}

  async load(): Promise<StoredToken | undefined> {
    const value = await this.#inOrder(() => this.storage.load());
    return isStoredToken(value) ? value : undefined;
  }

  async save(token: StoredToken): Promise<void> {
    await this.#inOrder(() => this.storage.save(token));
  }

  async clear(): Promise<void> {
    await this.#inOrder(() => this.storage.clear());
  }

  #inOrder<T>(step: () => T | Promise<T>): Promise<T | undefined> {
    const done = this.#last.then(step).catch(() => undefined);
    this.#last = done;
    return done;
  }
}
