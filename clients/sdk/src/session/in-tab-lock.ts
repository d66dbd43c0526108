import type { TabLock } from './tab-lock.js';

/** One at a time within this tab. */
export class InTabLock implements TabLock {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: (waited: boolean) => Promise<T>): Promise<T> {
    const done = this.#last.then(() => work(false));
    this.#last = done.catch(() => {});
    return done;
  }
}
