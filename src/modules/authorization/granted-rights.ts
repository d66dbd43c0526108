import { Inject, Injectable } from '@nestjs/common';
import { principalKey, type Principal } from '../../contract/index.js';
import { Database, DatabaseSettings, RecentRows } from '../../persistence/index.js';

/** What a principal's role allows; `undefined` for one without a role. */
export type Rights = { readonly allResources: boolean } | undefined;

/** Reads rights from the database, at most once a second per principal. */
@Injectable()
export class GrantedRights {
  private readonly recent: RecentRows<Principal, Rights>;

  constructor(
    database: Database,
    @Inject(DatabaseSettings.token) { maxStalenessSeconds }: DatabaseSettings,
  ) {
    const query = database.prepare<{ all_resources: number }>(
      `SELECT role.all_resources FROM authorization_assignment assignment
       JOIN authorization_role role ON role.role_id = assignment.role_id
       WHERE assignment.user_type = ? AND assignment.user_id = ?`,
    );
    const rights = (row: { all_resources: number } | undefined): Rights =>
      row && { allResources: Boolean(row.all_resources) };
    this.recent = new RecentRows(
      principalKey,
      ({ type, id }) => {
        const row = query.first(type, id);
        return row instanceof Promise ? row.then(rights) : rights(row);
      },
      maxStalenessSeconds,
    );
  }

  of(principal: Principal): Rights | Promise<Rights> {
    return this.recent.get(principal);
  }

  /** To be called after the commit of a change of the principal's role. */
  forget(principal: Principal): void {
    this.recent.forget(principal);
  }
}
