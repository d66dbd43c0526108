import { argon2Work, type Argon2Parameters } from './argon2-parameters.js';

/**
 * How passwords are hashed today: OWASP's minimum for argon2id. Stronger would cost a stranger
 * nothing and this service the sign-ins per second it can stand. Raising it needs no migration:
 * every hash of other parameters counts as outdated.
 */
export const ARGON2ID_POLICY = {
  type: 'argon2id',
  version: 19,
  memoryKib: 19_456,
  passes: 2,
  parallelism: 1,
  outputBytes: 32,
} as const satisfies Argon2Parameters;

/** In KiB-passes, see {@link argon2Work}. */
export const POLICY_WORK = argon2Work(ARGON2ID_POLICY);
