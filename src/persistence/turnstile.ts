import { DatabaseUnavailableError } from './errors.js';

const WAIT_MS = 10_000;

interface Waiter {
  readonly runner: object;
  /** By `performance.now()`. */
  readonly deadline: number;
  readonly proceed: () => void;
  readonly refuse: (error: Error) => void;
}

/** Lets one runner at a time use the connection, first come, first served. */
export class Turnstile {
  private owner: object | undefined;
  private readonly waiting: Waiter[] = [];
  /** One for all who wait: most do so for less than it takes to set one. */
  private timer: NodeJS.Timeout | undefined;

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
    return new Promise((proceed, refuse) => {
      this.waiting.push({ runner, deadline: performance.now() + WAIT_MS, proceed, refuse });
      if (this.timer) this.timer.ref();
      else this.watch();
    });
  }

  leave(runner: object): void {
    if (this.owner !== runner) return;
    const next = this.waiting.shift();
    this.owner = next?.runner;
    next?.proceed();
    // With nobody waiting it must not keep the process.
    if (this.waiting.length === 0) this.timer?.unref();
  }

  private watch(): void {
    this.timer = undefined;
    const now = performance.now();
    while (this.waiting[0] && this.waiting[0].deadline <= now) this.waiting.shift()!.refuse(late());
    const [first] = this.waiting;
    // Rounded up, lest it come a moment before the deadline.
    if (first) this.timer = setTimeout(() => this.watch(), Math.ceil(first.deadline - now));
  }
}

const late = (): DatabaseUnavailableError =>
  new DatabaseUnavailableError({
    cause: new Error(`SQLite: waited ${WAIT_MS} ms for another transaction to end`),
  });
