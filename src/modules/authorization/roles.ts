import { Injectable } from '@nestjs/common';
import { principalKey, PrincipalType, type Principal } from '../../contract/index.js';
import { ACL_ROOT } from '../../kernel/index.js';
import { AclTree } from './acl-tree.js';
import { RoleFieldError, RoleInUseError } from './errors.js';
import { FullAccess } from './full-access.js';
import { RightsChanges } from './rights-changes.js';
import { newRoleName } from './role-name.js';
import { RoleStore } from './role-store.js';

/** Roles, and who has them: administrators, exactly one each. */
@Injectable()
export class Roles {
  constructor(
    private readonly store: RoleStore,
    private readonly tree: AclTree,
    private readonly changes: RightsChanges,
    private readonly fullAccess: FullAccess,
  ) {}

  /**
   * @param resources With the root among them, the role allows everything.
   * @returns The new role's id.
   * @throws {RoleFieldError}
   * @throws {UnknownResourceError}
   * @throws {RoleExistsError}
   */
  async create(name: string, resources: readonly string[]): Promise<number> {
    const key = newRoleName(name);
    if (resources.length === 0) throw new RoleFieldError('list of resources', 'one id at least');
    this.tree.check(resources);
    const single = [...new Set(resources)].filter((id) => id !== ACL_ROOT);
    return this.changes.make(async () => {
      const id = await this.store.insert(key, resources.includes(ACL_ROOT), single);
      await this.changes.note('role.create', key, { resources: [...new Set(resources)] });
      return id;
    });
  }

  /**
   * @throws {UnknownRoleError}
   * @throws {RoleInUseError} While somebody has it.
   * @throws {LastFullRoleError}
   */
  async delete(name: string): Promise<void> {
    await this.changes.make(async () => {
      const role = await this.store.find(name);
      if (!(await this.store.deleteUnused(role))) throw new RoleInUseError(role.name);
      if (role.allResources) await this.fullAccess.roleMustRemain(role);
      await this.changes.note('role.delete', role.name);
    });
  }

  /** @returns Names of roles by the ids of the administrators who have them. */
  async ofAdministrators(): Promise<ReadonlyMap<number, string>> {
    return this.store.namesByHolder(PrincipalType.Admin);
  }

  /**
   * For what must not come with the right to do everything: only a grant of this very resource counts.
   *
   * @returns Whether the principal's role names it. Looks into the ambient transaction.
   */
  async names(principal: Principal, resource: string): Promise<boolean> {
    const role = await this.store.roleOf(principal);
    return role !== undefined && (await this.store.resourcesOf(role)).includes(resource);
  }

  /**
   * Gives a principal a role in place of any other.
   *
   * @param name A role's name, or `all` for the one that allows everything.
   * @param subject What people call the principal.
   * @throws {UnknownRoleError}
   * @throws {FullAccessLostError} When that takes it from the last one who may do everything.
   */
  async assign(principal: Principal, name: string, subject?: string): Promise<void> {
    await this.changes.make(async () => {
      const role = await this.store.find(name);
      const before = await this.store.roleOf(principal);
      if (before?.id === role.id) return;
      await this.store.assign(principal, role);
      if (before?.allResources && !role.allResources) await this.fullAccess.mustRemain();
      const details = { role: role.name, ...(before && { before: before.name }) };
      await this.changes.note('admin.role', subject ?? principalKey(principal), details);
    });
  }
}
