import type { NumericDate } from './numeric-date.js';
import type { Principal } from './principal.js';

/**
 * Says what issue time a principal's next token must carry. Every issuer asks it unless the caller
 * forces a time, because "now" may be the very second up to which all tokens were revoked.
 */
export abstract class IssueClock {
  /** @returns Now, or one second after the principal's last revocation if that is later. */
  abstract nextFor(principal: Principal): NumericDate | Promise<NumericDate>;
}
