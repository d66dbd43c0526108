import { timingSafeEqual } from 'node:crypto';

/**
 * Compares in time that does not depend on where the first difference is. Lengths are no secret:
 * the stored form gives them away.
 */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
