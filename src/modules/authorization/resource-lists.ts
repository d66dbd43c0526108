import { Injectable } from '@nestjs/common';
import type { Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { AclTree } from './acl-tree.js';
import { Grant } from './persistence/grant.entity.js';
import { RightsChanges } from './rights-changes.js';

/**
 * What integrations may do: a list of resources each, theirs alone. They have no roles, so that no
 * change of a role is ever a change of what a machine may do. The root on a list means everything;
 * an integration without a list may do nothing.
 */
@Injectable()
export class ResourceLists {
  constructor(
    private readonly database: Database,
    private readonly tree: AclTree,
    private readonly changes: RightsChanges,
  ) {}

  /** @returns As granted, sorted. */
  async of({ type, id }: Principal): Promise<string[]> {
    const where = { userType: type, userId: id };
    const grants = await this.database.run((manager) => manager.findBy(Grant, where));
    return grants.map(({ resourceId }) => resourceId).toSorted();
  }

  /**
   * Puts a list in place of the one there was, in the ambient transaction if there is one; seen by
   * the next request here, and within a second elsewhere.
   *
   * @param resources None takes everything away, as for an integration that is deleted.
   * @param subject What people call the integration, for the audit trail.
   * @throws {UnknownResourceError}
   */
  async replace(
    { type, id }: Principal,
    resources: readonly string[],
    subject: string,
  ): Promise<void> {
    this.tree.check(resources);
    const list = [...new Set(resources)];
    await this.changes.make(async () => {
      await this.database.run(async (manager) => {
        await manager.delete(Grant, { userType: type, userId: id });
        if (list.length === 0) return;
        await manager.insert(
          Grant,
          list.map((resourceId) => ({ userType: type, userId: id, resourceId })),
        );
      });
      await this.changes.note('integration.resources', subject, { resources: list });
    });
  }
}
