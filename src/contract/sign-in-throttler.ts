import type { PrincipalType } from './principal.js';

/** The account that somebody tries to sign in to, whether or not it exists. */
export interface SignInName {
  readonly type: PrincipalType;
  /** As submitted; {@link signInKey} says which names are one. */
  readonly name: string;
}

/**
 * The one normalisation of user names and e-mail addresses: Unicode NFC and lower case, as
 * Magento's database compares without case. Two names with the same key are one account; no other
 * two are, whatever a database's collation thinks of accents and spaces. Look-ups and failure
 * counters share it: a counter that sees two names where the look-up sees one is no lock.
 */
export const signInKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** Slows down guessing, over every path that proves identity by something guessable. */
export abstract class SignInThrottler {
  /**
   * Runs one attempt to sign in, unless the name is locked. The place of the attempt is taken
   * before the check begins, so that parallel guesses cannot outrun the counter; attempts that
   * find all places taken wait for the outcome of those ahead.
   *
   * `check` decides by how it ends: resolving resets the counter, a {@link SignInFailedError}
   * counts as a failure, any other error (no role, a full queue, a code still to come) does neither.
   *
   * @throws {SignInFailedError} Also while the name is locked, without running `check`.
   * @throws {UnavailableError} When the counter cannot be kept: signing in then fails closed.
   */
  abstract attempt<T>(who: SignInName, check: () => Promise<T>): Promise<T>;

  /** Forgets all failures. @returns Whether there were any. */
  abstract unlock(who: SignInName): Promise<boolean>;
}
