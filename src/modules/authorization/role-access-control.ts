import { Injectable } from '@nestjs/common';
import { AccessControl, PrincipalType, type Principal } from '../../contract/index.js';
import { GrantedRights, type Rights } from './granted-rights.js';

const SELF = 'self';

/** Admins and integrations may do what their role allows; a customer may act for themselves. */
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
    return rights instanceof Promise ? rights.then(allowsAll) : allowsAll(rights);
  }

  override async hasRole(principal: Principal): Promise<boolean> {
    return (await this.rights.of(principal)) !== undefined;
  }
}

const allowsAll = (rights: Rights): boolean => rights?.allResources === true;
