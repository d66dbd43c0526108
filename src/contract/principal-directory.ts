import type { Principal, PrincipalType } from './principal.js';

/** Finds principals of one type by the name people know them by. One per type of account. */
export abstract class PrincipalDirectory {
  abstract readonly type: PrincipalType;

  /** @param name A user name, an e-mail address. @throws {DomainError} When there is none. */
  abstract principalNamed(name: string): Promise<Principal>;
}
