import { Injectable } from '@nestjs/common';
import { ACL_ROOT, isAclId } from '../../kernel/index.js';
import { AclTree } from './acl-tree.js';
import { ResourceNotGrantedError } from './errors.js';
import { FullAccess } from './full-access.js';
import type { Role } from './persistence/role.entity.js';
import { RightsChanges } from './rights-changes.js';
import { RoleStore } from './role-store.js';

/**
 * What roles allow. The root is granted and revoked like any other resource; while a role has it,
 * its other resources are kept, and they are what remains when the root is revoked.
 */
@Injectable()
export class RoleResources {
  constructor(
    private readonly store: RoleStore,
    private readonly tree: AclTree,
    private readonly changes: RightsChanges,
    private readonly fullAccess: FullAccess,
  ) {}

  /**
   * Grants a resource and all that is below it.
   *
   * @returns Whether the role did not have it before.
   * @throws {UnknownRoleError}
   * @throws {UnknownResourceError}
   */
  async grant(name: string, resource: string): Promise<boolean> {
    this.tree.check([resource]);
    return this.changes.make(async () => {
      const role = await this.store.find(name);
      const changed =
        resource === ACL_ROOT
          ? await this.store.setAllResources(role, true)
          : await this.store.addResource(role, resource);
      if (changed) await this.changes.note('role.grant', role.name, { resource });
      return changed;
    });
  }

  /**
   * Takes back what was granted by the same id, even if no module brings it any more.
   *
   * @throws {UnknownRoleError}
   * @throws {ResourceNotGrantedError} Also when the role has it through a resource above.
   * @throws {FullAccessLostError} When nobody would be left who may do everything.
   */
  async revoke(name: string, resource: string): Promise<void> {
    await this.changes.make(async () => {
      const role = await this.store.find(name);
      if (!(await this.remove(role, resource))) throw await this.notGranted(role, resource);
      if (resource === ACL_ROOT) await this.fullAccess.mustRemain();
      await this.changes.note('role.revoke', role.name, { resource });
    });
  }

  private async remove(role: Role, resource: string): Promise<boolean> {
    if (resource === ACL_ROOT) return this.store.setAllResources(role, false);
    // MariaDB refuses to compare other characters than ASCII with the column.
    return isAclId(resource) && this.store.removeResource(role, resource);
  }

  private async notGranted(role: Role, resource: string): Promise<ResourceNotGrantedError> {
    const granted = await this.store.resourcesOf(role);
    if (role.allResources) granted.push(ACL_ROOT);
    const above = this.tree.above(resource).find((id) => granted.includes(id));
    return new ResourceNotGrantedError(role.name, resource, above);
  }
}
