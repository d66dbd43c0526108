import type { Clock } from '../clock.js';
import type { TabLock } from './tab-lock.js';

/** The part of `navigator.locks` that is used. */
export interface WebLocks {
  request<T>(
    name: string,
    options: { readonly signal: AbortSignal },
    granted: () => Promise<T>,
  ): Promise<T>;
}

/** Longer than anyone holds it: a request's time-out, and a question to the other tabs. */
const PATIENCE_MS = 15_000;
/** A lock that nobody held comes sooner. */
const WAITED_MS = 10;

/**
 * Web Locks: given back by the browser even when a tab dies. Where they cannot be had (a tab that
 * hangs while it holds one, a page that may not use them) the work is done without.
 */
export class WebLocksLock implements TabLock {
  constructor(
    private readonly name: string,
    private readonly locks: WebLocks,
    private readonly clock: Clock,
    private readonly otherwise: TabLock,
  ) {}

  async run<T>(work: (waited: boolean) => Promise<T>): Promise<T> {
    const patience = new AbortController();
    const calm = this.clock.after(PATIENCE_MS, () => patience.abort());
    const asked = this.clock.monotonic();
    let granted = false;
    try {
      return await this.locks.request(this.name, { signal: patience.signal }, () => {
        granted = true;
        calm();
        return work(this.clock.monotonic() - asked > WAITED_MS);
      });
    } catch (error) {
      if (granted) throw error;
      return await this.otherwise.run(work);
    } finally {
      calm();
    }
  }
}
