import { Injectable } from '@nestjs/common';
import { PrincipalType, type Principal } from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { RoleExistsError, UnknownRoleError } from './errors.js';
import { RoleAssignment } from './persistence/role-assignment.entity.js';
import { Role } from './persistence/role.entity.js';
import { Rule } from './persistence/rule.entity.js';
import { ALL, roleKey } from './role-name.js';

const DELETE_UNUSED = `DELETE FROM authorization_role WHERE role_id = ?
  AND NOT EXISTS (SELECT 1 FROM authorization_assignment WHERE role_id = ?)`;

const ADD_RULE = `INSERT INTO authorization_rule (role_id, resource_id) SELECT ?, ?
  WHERE NOT EXISTS (SELECT 1 FROM authorization_rule WHERE role_id = ? AND resource_id = ?)`;

const REMOVE_RULE = 'DELETE FROM authorization_rule WHERE role_id = ? AND resource_id = ?';

const SET_ALL = `UPDATE authorization_role SET all_resources = ?
  WHERE role_id = ? AND all_resources <> ?`;

/** The tables of roles, in the ambient transaction. Knows no rules but theirs. */
@Injectable()
export class RoleStore {
  constructor(private readonly database: Database) {}

  /**
   * @param name `all` finds the oldest one that allows everything.
   * @throws {UnknownRoleError}
   */
  async find(name: string): Promise<Role> {
    const key = roleKey(name);
    const where = name === ALL ? { allResources: true } : { name: key };
    const [role] = await this.database.run((manager) =>
      manager.find(Role, { where, order: { id: 'ASC' }, take: 1 }),
    );
    // A binary collation still ignores trailing spaces; this comparison ignores nothing.
    if (!role || (name !== ALL && role.name !== key)) throw new UnknownRoleError(name);
    return role;
  }

  /** Every role, in the order in which they were made. */
  async list(): Promise<Role[]> {
    return this.database.run((manager) => manager.find(Role, { order: { id: 'ASC' } }));
  }

  /** @returns What a role has been granted one by one, sorted. */
  async resourcesOf({ id }: Role): Promise<string[]> {
    const rules = await this.database.run((manager) => manager.findBy(Rule, { roleId: id }));
    return rules.map(({ resourceId }) => resourceId).toSorted();
  }

  /** @returns How many have a role. */
  async countHolders({ id }: Role): Promise<number> {
    return this.database.run((manager) => manager.countBy(RoleAssignment, { roleId: id }));
  }

  /** @returns Names of roles by the ids of those who have them. */
  async namesByHolder(userType: PrincipalType): Promise<Map<number, string>> {
    const held = await this.database.run((manager) =>
      manager.find(RoleAssignment, { where: { userType }, relations: { role: true } }),
    );
    return new Map(held.map(({ userId, role }) => [userId, role.name]));
  }

  /** @returns Ids of the administrators who may do everything. */
  async fullAdministrators(): Promise<number[]> {
    const where = { userType: PrincipalType.Admin, role: { allResources: true } };
    const held = await this.database.run((manager) => manager.find(RoleAssignment, { where }));
    return held.map(({ userId }) => userId);
  }

  /** @throws {RoleExistsError} */
  async insert(name: string, allResources: boolean, resources: readonly string[]): Promise<number> {
    try {
      return await this.database.run(async (manager) => {
        const { identifiers } = await manager.insert(Role, { name, allResources });
        const roleId = Number(identifiers[0]!.id);
        const rules = resources.map((resourceId) => ({ roleId, resourceId }));
        if (rules.length > 0) await manager.insert(Rule, rules);
        return roleId;
      });
    } catch (error) {
      throw isDuplicate(error) ? new RoleExistsError(name) : error;
    }
  }

  /** @returns Whether nobody had the role, and it is gone. */
  async deleteUnused({ id }: Role): Promise<boolean> {
    return (await this.database.execute(DELETE_UNUSED, id, id)) === 1;
  }

  /** @returns Whether that was a change. */
  async setAllResources({ id }: Role, all: boolean): Promise<boolean> {
    return (await this.database.execute(SET_ALL, Number(all), id, Number(all))) === 1;
  }

  /** @returns Whether that was a change. */
  async addResource({ id }: Role, resource: string): Promise<boolean> {
    return (await this.database.execute(ADD_RULE, id, resource, id, resource)) === 1;
  }

  /** @returns Whether that was a change. */
  async removeResource({ id }: Role, resource: string): Promise<boolean> {
    return (await this.database.execute(REMOVE_RULE, id, resource)) === 1;
  }

  async roleOf({ type, id }: Principal): Promise<Role | undefined> {
    const where = { userType: type, userId: id };
    const assignment = await this.database.run((manager) =>
      manager.findOne(RoleAssignment, { where, relations: { role: true } }),
    );
    return assignment?.role;
  }

  /** In place of any other role. */
  async assign({ type, id }: Principal, role: Role): Promise<void> {
    const assignment = { userType: type, userId: id, roleId: role.id };
    await this.database.run((manager) =>
      manager.upsert(RoleAssignment, assignment, ['userType', 'userId']),
    );
  }
}
