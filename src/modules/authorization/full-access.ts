import { Injectable } from '@nestjs/common';
import { AccountActivity, PrincipalType } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { FullAccessLostError, LastFullRoleError } from './errors.js';
import type { Role } from './persistence/role.entity.js';
import { RoleStore } from './role-store.js';

/** Sees to it that a change of roles leaves somebody who can undo it. */
@Injectable()
export class FullAccess {
  constructor(
    private readonly store: RoleStore,
    @InjectAll(AccountActivity) private readonly activities: readonly AccountActivity[],
  ) {}

  /**
   * To be called within {@link RightsChanges.make}, after a change that may have gone too far.
   *
   * @throws {FullAccessLostError} When no active administrator may do everything any more.
   */
  async mustRemain(): Promise<void> {
    const admins = this.activities.find(({ type }) => type === PrincipalType.Admin);
    if (!admins) return;
    if (!(await admins.isAnyActive(await this.store.fullAdministrators())))
      throw new FullAccessLostError();
  }

  /** The same after a role is gone that nobody had. @throws {LastFullRoleError} */
  async roleMustRemain(gone: Role): Promise<void> {
    const roles = await this.store.list();
    if (!roles.some(({ allResources }) => allResources)) throw new LastFullRoleError(gone.name);
  }
}
