import type { Principal } from './principal.js';

/**
 * Ends every token of one principal in one place that keeps them. All enabled revokers run, inside
 * the caller's transaction: were revoking a preference, switching the issuer back would revive
 * what had been revoked.
 */
export abstract class TokenRevoker {
  /** Idempotent. Covers every token issued so far, and none issued afterwards. */
  abstract revokeAllFor(principal: Principal): Promise<void>;
}
