import type { Clock } from './clock.js';

/** A token with what is needed to judge its age later, elsewhere or after a restart. */
export interface StoredToken {
  readonly token: string;
  readonly lifetimeSeconds: number;
  /** When it was received, in milliseconds since 1970 by the clock of the receiving machine. */
  readonly bornAt: number;
}

/**
 * A token in hand. Its age is measured here, never read off the server's clock: a wrong local
 * clock makes no token look expired or fresh. Of the two local clocks the one that saw more time
 * pass is believed: the monotonic one is safe from corrections, the other goes on during sleep.
 */
export class HeldToken {
  readonly #monotonicBirth: number;

  constructor(
    readonly stored: StoredToken,
    private readonly clock: Clock,
  ) {
    const age = Math.max(0, clock.wall() - stored.bornAt);
    this.#monotonicBirth = clock.monotonic() - age;
  }

  get value(): string {
    return this.stored.token;
  }

  get bornAt(): number {
    return this.stored.bornAt;
  }

  get ageSeconds(): number {
    const { clock, stored } = this;
    return Math.max(clock.monotonic() - this.#monotonicBirth, clock.wall() - stored.bornAt) / 1000;
  }

  get secondsLeft(): number {
    return this.stored.lifetimeSeconds - this.ageSeconds;
  }

  /** @returns Seconds until it is to be renewed; a short-lived token is used for half its life at least. */
  secondsUntilRenewal(renewBeforeSeconds: number): number {
    return this.secondsLeft - Math.min(renewBeforeSeconds, this.stored.lifetimeSeconds / 2);
  }
}

/** @returns Whether something from a store or another tab can be used as a token. */
export const isStoredToken = (value: unknown): value is StoredToken =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as StoredToken).token === 'string' &&
  Number.isFinite((value as StoredToken).lifetimeSeconds) &&
  Number.isFinite((value as StoredToken).bornAt);
