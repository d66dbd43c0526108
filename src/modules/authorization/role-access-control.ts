import { Injectable } from '@nestjs/common';
import { AccessControl, PrincipalType, type Principal } from '../../contract/index.js';
import { SELF } from '../webapi/index.js';
import type { Rights } from './acl-tree.js';
import { GrantedRights } from './granted-rights.js';

/**
 * Administrators and integrations may do what they have been granted, every resource that is asked
 * for; a customer may act for themselves. `self` is nobody else's, save for whoever may do
 * everything.
 */
@Injectable()
export class RoleAccessControl extends AccessControl {
  constructor(private readonly rights: GrantedRights) {
    super();
  }

  override isAllowed(
    principal: Principal,
    resources: readonly string[],
  ): boolean | Promise<boolean> {
    if (principal.type === PrincipalType.Customer)
      return resources.every((resource) => resource === SELF);
    const rights = this.rights.of(principal);
    return rights instanceof Promise
      ? rights.then((read) => allowsAll(read, resources))
      : allowsAll(rights, resources);
  }

  override async hasRole(principal: Principal): Promise<boolean> {
    return (await this.rights.of(principal)) !== undefined;
  }
}

const allowsAll = (rights: Rights | undefined, resources: readonly string[]): boolean =>
  rights !== undefined && resources.every((resource) => rights.has(resource));
