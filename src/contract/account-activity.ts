import type { PrincipalType } from './principal.js';

/** Knows which accounts of one type are switched on. One per type of account. */
export abstract class AccountActivity {
  abstract readonly type: PrincipalType;

  /**
   * Looks into the ambient transaction, never at what is remembered.
   *
   * @param ids Of principals of that type; some may be gone.
   * @returns Whether at least one of them is switched on.
   */
  abstract isAnyActive(ids: readonly number[]): Promise<boolean>;
}
