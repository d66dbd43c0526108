import type { Principal, PrincipalType } from './principal.js';

/** What the owner of an account is shown of it. */
export interface AccountProfile {
  /** What they sign in with. */
  readonly username: string;
  readonly email: string;
}

/**
 * What a sign-in session has to know and to change of an account, whatever store holds it. One per
 * type of account; a type without one can neither sign in for a session nor be impersonated.
 */
export abstract class SignInAccounts {
  abstract readonly type: PrincipalType;

  /** @returns Whether the account is switched on, as it was at most a second ago. */
  abstract isActive(principal: Principal): boolean | Promise<boolean>;

  /**
   * Looks into the ambient transaction.
   *
   * @returns `undefined` for an account that is switched off or gone.
   */
  abstract profileOf(principal: Principal): Promise<AccountProfile | undefined>;

  /**
   * Does what takes long, so that it is over before a transaction begins: checks that a password
   * will do, and hashes it.
   *
   * @returns What sets the password and ends every token and session of the account, in the
   *   ambient transaction.
   * @throws {DomainError} Naming the rule that the password breaks.
   */
  abstract preparePassword(principal: Principal, password: string): Promise<() => Promise<void>>;
}
