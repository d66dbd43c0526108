import { hashSync } from '@node-rs/argon2';
import { ARGON2ID_POLICY, POLICY_WORK } from './argon2id-policy.js';
import { toLibraryOptions } from './derive-argon2.js';
import { parseStoredHash } from './parse-stored-hash.js';
import type { PasswordCheck } from './password-check.js';
import { spendWork } from './spend-work.js';

/**
 * What a {@link HashThreads} thread can be asked to do: 10 ms and more of a core each. Synchronous,
 * since the thread has nothing else to do.
 */
export const passwordWork = {
  /** @returns A PHC string with a random salt of 16 bytes. */
  hash: (password: string): string => hashSync(password, toLibraryOptions(ARGON2ID_POLICY)),

  /**
   * Check and evening out are one piece of work: waiting twice for a turn would show under load.
   *
   * @param stored As found in the database; malformed text is an answer here and no error.
   */
  verify(stored: string, password: string): PasswordCheck {
    const storedHash = parseStoredHash(stored);
    if (storedHash === undefined) {
      spendWork(password, POLICY_WORK);
      return { matches: false, outdated: false, malformed: true };
    }
    const matches = storedHash.matches(password);
    if (!matches) spendWork(password, POLICY_WORK - storedHash.work);
    return { matches, outdated: matches && storedHash.outdated };
  },

  /** As long as `verify` with a wrong password. */
  verifyNobody: (password: string): void => spendWork(password, POLICY_WORK),
};

export type PasswordWork = typeof passwordWork;
