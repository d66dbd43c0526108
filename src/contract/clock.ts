import type { NumericDate } from './numeric-date.js';

/** The only source of "now": the system's in production, a fake one in tests. */
export abstract class Clock {
  /** @returns The current second, rounded down: a token never claims to come from the future. */
  abstract now(): NumericDate;
}
