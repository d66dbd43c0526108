import type { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';

const known = new Map<string, Promise<string>>();

/**
 * A hash for an account in a test's background. A password is hashed once, at full cost, and has
 * the same hash in all tests of the process; signing in costs what it always does.
 */
export function hashOf(hasher: PasswordHasher, password: string): Promise<string> {
  const hash = known.get(password) ?? hasher.hash(password);
  known.set(password, hash);
  return hash;
}
