import { Inject, Injectable } from '@nestjs/common';
import { principalKey, PrincipalType, type Principal } from '../../contract/index.js';
import { ACL_ROOT } from '../../kernel/index.js';
import {
  Database,
  DatabaseSettings,
  RecentRows,
  type PreparedQuery,
} from '../../persistence/index.js';
import { AclTree, type Rights } from './acl-tree.js';

interface Row {
  readonly all_resources: number;
  /** JSON array; `null` on MariaDB and MySQL where there is none. */
  readonly resources: string | null;
}

/** So many different lists are kept ready; there are rarely more roles. */
const MAX_LISTS = 1_000;

/**
 * What principals may do, read from the database at most once a second each: administrators by
 * their role, integrations by a list of their own.
 */
@Injectable()
export class GrantedRights {
  private readonly byRole: PreparedQuery<Row>;
  private readonly byList: PreparedQuery<Row>;
  private readonly lists = new Map<string, Rights>();
  private recent: RecentRows<Principal, Rights | undefined>;

  constructor(
    database: Database,
    private readonly tree: AclTree,
    @Inject(DatabaseSettings.token) private readonly settings: DatabaseSettings,
  ) {
    const list =
      database.dialect === 'sqlite'
        ? 'json_group_array(resource_id)'
        : 'CAST(JSON_ARRAYAGG(resource_id) AS CHAR)';
    this.byRole = database.prepare<Row>(
      `SELECT role.all_resources, (
         SELECT ${list} FROM authorization_rule rule WHERE rule.role_id = role.role_id
       ) AS resources
       FROM authorization_assignment assignment
       JOIN authorization_role role ON role.role_id = assignment.role_id
       WHERE assignment.user_type = ? AND assignment.user_id = ?`,
    );
    this.byList = database.prepare<Row>(
      `SELECT 0 AS all_resources, ${list} AS resources
       FROM authorization_grant WHERE user_type = ? AND user_id = ?
       HAVING COUNT(*) > 0`,
    );
    this.recent = this.nothingRemembered();
  }

  /** @returns `undefined` for whoever has no role and no list, customers among them. */
  of(principal: Principal): Rights | undefined | Promise<Rights | undefined> {
    return this.recent.get(principal);
  }

  /** To be called after the commit of a change of roles or lists, which are rare. */
  forget(): void {
    this.recent = this.nothingRemembered();
  }

  private nothingRemembered(): RecentRows<Principal, Rights | undefined> {
    const rights = (row: Row | undefined): Rights | undefined => row && this.rightsIn(row);
    return new RecentRows(
      principalKey,
      ({ type, id }) => {
        const query = type === PrincipalType.Integration ? this.byList : this.byRole;
        const row = query.first(type, id);
        return row instanceof Promise ? row.then(rights) : rights(row);
      },
      this.settings.maxStalenessSeconds,
    );
  }

  /** Those who have been granted the same share one set. */
  private rightsIn({ all_resources: all, resources }: Row): Rights {
    const text = all ? JSON.stringify([ACL_ROOT]) : (resources ?? '[]');
    let rights = this.lists.get(text);
    if (!rights) {
      rights = this.tree.rights(JSON.parse(text));
      if (this.lists.size >= MAX_LISTS) this.lists.clear();
      this.lists.set(text, rights);
    }
    return rights;
  }
}
