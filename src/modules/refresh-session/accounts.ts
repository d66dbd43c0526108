import { Injectable } from '@nestjs/common';
import {
  NotAuthorizedError,
  PrincipalType,
  SignInAccounts,
  type AccountProfile,
  type Principal,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { SIGNED_IN } from '../webapi/index.js';
import { SessionOwnerInactiveError } from './errors.js';

/** Names of the types on the wire. */
export const USER_TYPES = {
  admin: PrincipalType.Admin,
  customer: PrincipalType.Customer,
} as const;

export type UserType = keyof typeof USER_TYPES;

/** The owner of a session, as its owner is told. */
export interface SessionUser extends AccountProfile {
  readonly id: number;
  readonly type: UserType;
}

/** The accounts of every type that some module keeps. */
@Injectable()
export class Accounts {
  constructor(@InjectAll(SignInAccounts) private readonly stores: readonly SignInAccounts[]) {}

  /** @returns `undefined` where no module keeps accounts of that type. */
  of({ type }: Pick<Principal, 'type'>): SignInAccounts | undefined {
    return this.stores.find((store) => store.type === type);
  }

  /** @returns Whether the account is switched on; nobody is whose accounts no module keeps. */
  isActive(principal: Principal): boolean | Promise<boolean> {
    return this.of(principal)?.isActive(principal) ?? false;
  }

  /** @returns `undefined` for an account that is switched off or gone. */
  async find(principal: Principal): Promise<SessionUser | undefined> {
    const profile = await this.of(principal)?.profileOf(principal);
    const type = principal.type === PrincipalType.Admin ? 'admin' : 'customer';
    return profile && { id: principal.id, type, ...profile };
  }

  /**
   * @throws {NotAuthorizedError} For an integration: it has no account, and so none that is inactive.
   * @throws {SessionOwnerInactiveError} For an account that is switched off or gone.
   */
  async get(principal: Principal): Promise<SessionUser> {
    if (!this.of(principal)) throw new NotAuthorizedError([SIGNED_IN]);
    const user = await this.find(principal);
    if (!user) throw new SessionOwnerInactiveError();
    return user;
  }
}
