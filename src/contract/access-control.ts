import type { Principal } from './principal.js';

/** Decides what a principal may do. */
export abstract class AccessControl {
  /**
   * @param resources ACL ids such as `Magento_Backend::store`; all of them are needed.
   * @returns At once from what is known, if that is no older than a second.
   */
  abstract isAllowed(
    principal: Principal,
    resources: readonly string[],
  ): boolean | Promise<boolean>;

  /** @returns Whether the principal has been given any role; without one, signing in is no use. */
  abstract hasRole(principal: Principal): boolean | Promise<boolean>;
}
