import type { Principal, PrincipalType } from './principal.js';

/** Finds principals of one type by the name people know them by. One per type of account. */
export abstract class PrincipalDirectory {
  abstract readonly type: PrincipalType;

  /**
   * @param name A user name, an e-mail address.
   * @param website Code of the website of the account, where accounts of several may have the name.
   * @throws {DomainError} When there is none, or more than one.
   */
  abstract principalNamed(name: string, website?: string): Promise<Principal>;
}
