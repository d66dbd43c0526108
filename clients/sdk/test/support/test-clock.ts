import { systemClock, type Clock } from '../../src/clock.js';

interface Timer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** Runs like the real one, because the servers of the tests are real; can be set forward, and lied to. */
export class TestClock implements Clock {
  #passed = 0;
  #correction = 0;
  readonly #timers = new Set<Timer>();

  monotonic(): number {
    return systemClock.monotonic() + this.#passed;
  }

  wall(): number {
    return systemClock.wall() + this.#passed + this.#correction;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const cancel = systemClock.after(milliseconds, () => timer.fire());
    const stop = (): void => {
      cancel();
      this.#timers.delete(timer);
    };
    const fire = (): void => {
      stop();
      callback();
    };
    const timer: Timer = { dueAt: this.monotonic() + milliseconds, fire };
    this.#timers.add(timer);
    return stop;
  }

  /** Time passes: what is due happens. */
  skip(seconds: number): void {
    this.#passed += seconds * 1000;
    for (const timer of [...this.#timers]) if (timer.dueAt <= this.monotonic()) timer.fire();
  }

  /** Somebody sets the local clock; no time passes. */
  correct(seconds: number): void {
    this.#correction += seconds * 1000;
  }

  get pending(): number {
    return this.#timers.size;
  }
}
