import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorKind, type Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { GrantedRights } from './granted-rights.js';
import { RoleAssignment } from './persistence/role-assignment.entity.js';
import { Role } from './persistence/role.entity.js';

export class UnknownRoleError extends DomainError {
  readonly code = 'ROLE_UNKNOWN';
  readonly kind: ErrorKind = 'invalid';

  constructor(name: string) {
    super('There is no role named "%1".', [name]);
  }
}

/** Roles and who has them. */
@Injectable()
export class Roles {
  constructor(
    private readonly database: Database,
    private readonly rights: GrantedRights,
  ) {}

  /**
   * Gives a principal a role in place of any other.
   *
   * @param name A role's name, or `all` for the one that allows everything.
   * @throws {UnknownRoleError}
   */
  async assign(principal: Principal, name: string): Promise<void> {
    await this.database.run(async (manager) => {
      const where = name === 'all' ? { allResources: true } : { name };
      const [role] = await manager.find(Role, { where, order: { id: 'ASC' }, take: 1 });
      if (!role || (name !== 'all' && role.name !== name)) throw new UnknownRoleError(name);
      const assignment = { userType: principal.type, userId: principal.id, roleId: role.id };
      await manager.upsert(RoleAssignment, assignment, ['userType', 'userId']);
    });
    this.database.afterCommit(() => this.rights.forget(principal));
  }
}
