import type { Clock } from '../clock.js';
import type { TabLock } from './tab-lock.js';

/** The part of `localStorage` that is used. */
export interface LeaseStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A tab that died in the middle holds up the others no longer than this. */
const LEASE_MS = 15_000;
/** Time for a rival's entry to arrive, before an own one is believed. */
const SETTLE_MS = 40;
const POLL_MS = 60;

/**
 * A lease in `localStorage` for pages without Web Locks: write an own mark, wait, and own it if it
 * is still there. Not watertight: two tabs may win in the same moment.
 */
export class LeaseLock implements TabLock {
  constructor(
    private readonly name: string,
    private readonly storage: LeaseStorage,
    private readonly clock: Clock,
    private readonly within: TabLock,
  ) {}

  run<T>(work: (waited: boolean) => Promise<T>): Promise<T> {
    return this.within.run(async () => {
      const mark = Math.random().toString(36).slice(2);
      const waited = await this.#acquire(mark);
      try {
        return await work(waited);
      } finally {
        this.#release(mark);
      }
    });
  }

  /** @returns Whether another held it, or might have had it. A storage that fails is no reason to wait. */
  async #acquire(mark: string): Promise<boolean> {
    let waited = false;
    const patience = this.clock.monotonic() + LEASE_MS;
    try {
      while (this.clock.monotonic() < patience) {
        if (this.#holder() === undefined) {
          this.storage.setItem(this.name, `${mark} ${this.clock.wall() + LEASE_MS}`);
          await this.#pause(SETTLE_MS);
          if (this.#holder() === mark) break;
        }
        waited = true;
        await this.#pause(POLL_MS * (1 + Math.random()));
      }
    } catch {
      return waited;
    }
    return waited;
  }

  #release(mark: string): void {
    try {
      if (this.#holder() === mark) this.storage.removeItem(this.name);
    } catch {
      // It ends by itself.
    }
  }

  #holder(): string | undefined {
    const [mark, until] = this.storage.getItem(this.name)?.split(' ') ?? [];
    const left = Number(until) - this.clock.wall();
    // A lease that ends later than any can was made by a clock that has been set back since.
    return left > 0 && left <= LEASE_MS ? mark : undefined;
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(milliseconds, resolve);
    });
  }
}
