import { DatabaseUnavailableError } from './errors.js';

const WAIT_MS = 10_000;

interface Waiter {
  readonly runner: object;
  readonly proceed: () => void;
}

/** Lets one runner at a time use the connection, first come, first served. */
export class Turnstile {
  private owner: object | undefined;
  private readonly waiting: Waiter[] = [];

  isHeldBy(runner: object): boolean {
    return this.owner === runner;
  }

  /**
   * @throws {DatabaseUnavailableError} After {@link WAIT_MS}: the disk is too slow for what there is to
   *   write, or a transaction waits for itself.
   */
  enter(runner: object): void | Promise<void> {
    if (this.owner === undefined) {
      this.owner = runner;
      return;
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        const cause = new Error(`SQLite: waited ${WAIT_MS} ms for another transaction to end`);
        reject(new DatabaseUnavailableError({ cause }));
      }, WAIT_MS);
      const waiter = { runner, proceed: () => (clearTimeout(timer), resolve()) };
      this.waiting.push(waiter);
    });
  }

  leave(runner: object): void {
    if (this.owner !== runner) return;
    const next = this.waiting.shift();
    this.owner = next?.runner;
    next?.proceed();
  }
}
