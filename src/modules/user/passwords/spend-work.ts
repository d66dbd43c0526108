import { ARGON2ID_POLICY } from './argon2id-policy.js';
import { deriveArgon2 } from './derive-argon2.js';

/** The result is thrown away, so this salt protects nothing. */
const SALT = Buffer.alloc(16);

/** The least memory argon2 works with (RFC 9106, section 3.1); a difference nobody can measure. */
const MIN_MEMORY_KIB = 8;

/**
 * Computes an argon2id hash for the time it takes alone. Real work and no timer: under load a
 * fixed delay would stay short while real checks get slow.
 *
 * @param work In KiB-passes; zero or less does nothing.
 */
export function spendWork(password: string, work: number): void {
  const memoryKib = Math.floor(work / ARGON2ID_POLICY.passes);
  if (memoryKib < MIN_MEMORY_KIB) return;
  deriveArgon2(password, SALT, { ...ARGON2ID_POLICY, memoryKib });
}
