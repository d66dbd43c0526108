import { isStoredToken, type StoredToken } from './held-token.js';

/**
 * Where an access token is kept between uses. Methods may be asynchronous. A failure is survived:
 * the client goes on with what it has in memory.
 */
export interface TokenStorage {
  load(): StoredToken | undefined | Promise<StoredToken | undefined>;
  save(token: StoredToken): void | Promise<void>;
  clear(): void | Promise<void>;
}

/**
 * - `memory`: gone with the page, and out of reach of whoever reads the disk. The default.
 * - `sessionStorage`: survives a reload of the tab.
 * - `localStorage`: survives the browser, shared by all tabs.
 */
export type StorageChoice = 'memory' | 'sessionStorage' | 'localStorage' | TokenStorage;

/** @param key Under which a web storage keeps it. */
export function storageFor(choice: StorageChoice, key: string): TokenStorage {
  if (typeof choice === 'object') return choice;
  return choice === 'memory' ? NOTHING_KEPT : new WebTokenStorage(choice, key);
}

/** The client holds its token itself; there is nothing to add. */
const NOTHING_KEPT: TokenStorage = { load: () => undefined, save: () => {}, clear: () => {} };

class WebTokenStorage implements TokenStorage {
  constructor(
    private readonly kind: 'sessionStorage' | 'localStorage',
    private readonly key: string,
  ) {}

  load(): StoredToken | undefined {
    const value: unknown = JSON.parse(globalThis[this.kind].getItem(this.key) ?? 'null');
    return isStoredToken(value) ? value : undefined;
  }

  save(token: StoredToken): void {
    globalThis[this.kind].setItem(this.key, JSON.stringify(token));
  }

  clear(): void {
    globalThis[this.kind].removeItem(this.key);
  }
}
