import { Injectable } from '@nestjs/common';
import { ACL_ROOT } from '../../kernel/index.js';
import type { Role } from './persistence/role.entity.js';
import { RoleStore } from './role-store.js';

/** A role as commands show it. */
export interface RoleSummary {
  readonly id: number;
  readonly name: string;
  /** As granted: what is below them is not listed. */
  readonly resources: readonly string[];
  /** How many have it. */
  readonly administrators: number;
}

/** Reads roles for people. */
@Injectable()
export class RoleSummaries {
  constructor(private readonly store: RoleStore) {}

  /** Every role, in the order in which they were made. */
  async list(): Promise<RoleSummary[]> {
    const summaries = [];
    for (const role of await this.store.list()) summaries.push(await this.summary(role));
    return summaries;
  }

  /** @throws {UnknownRoleError} */
  async named(name: string): Promise<RoleSummary> {
    return this.summary(await this.store.find(name));
  }

  private async summary(role: Role): Promise<RoleSummary> {
    const single = await this.store.resourcesOf(role);
    return {
      id: role.id,
      name: role.name,
      resources: role.allResources ? [ACL_ROOT, ...single] : single,
      administrators: await this.store.countHolders(role),
    };
  }
}
