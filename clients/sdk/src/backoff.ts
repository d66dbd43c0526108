import type { Clock } from './clock.js';

export interface BackoffSteps {
  readonly firstSeconds: number;
  readonly factor: number;
  readonly maxSeconds: number;
}

/** A pause that grows with each failure. The jitter only ever lengthens it, by up to a quarter. */
export class Backoff {
  #failures = 0;
  #until = 0;

  constructor(
    private readonly steps: BackoffSteps,
    private readonly clock: Clock,
  ) {}

  get secondsLeft(): number {
    return Math.max(0, Math.ceil((this.#until - this.clock.monotonic()) / 1000));
  }

  /** @param atLeastSeconds What the server asked for. */
  fail(atLeastSeconds = 0): void {
    const { firstSeconds, factor, maxSeconds } = this.steps;
    const step = Math.min(maxSeconds, firstSeconds * factor ** this.#failures);
    this.#failures += 1;
    const pauseSeconds = Math.max(step, atLeastSeconds) * (1 + Math.random() / 4);
    this.#until = this.clock.monotonic() + pauseSeconds * 1000;
  }

  /** Ends the pause. The next failure makes a longer one all the same. */
  skip(): void {
    this.#until = 0;
  }

  reset(): void {
    this.#failures = 0;
    this.#until = 0;
  }
}
