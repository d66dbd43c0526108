import { Inject, Injectable } from '@nestjs/common';
import { principalKey, type NumericDate, type Principal } from '../../contract/index.js';
import {
  Database,
  DatabaseSettings,
  RecentRows,
  type Dialect,
  type PreparedQuery,
} from '../../persistence/index.js';

/** `?` in order: user type, user id, now. */
const RECORD: Readonly<Record<Dialect, string>> = {
  sqlite: `INSERT INTO token_revocation (user_type, user_id, revoke_before) VALUES (?, ?, ?)
    ON CONFLICT (user_type, user_id)
    DO UPDATE SET revoke_before = MAX(excluded.revoke_before, revoke_before + 1)`,
  mysql: `INSERT INTO token_revocation (user_type, user_id, revoke_before) VALUES (?, ?, ?)
    ON DUPLICATE KEY UPDATE revoke_before = GREATEST(VALUES(revoke_before), revoke_before + 1)`,
};

const READ = 'SELECT revoke_before FROM token_revocation WHERE user_type = ? AND user_id = ?';

interface Row {
  readonly revoke_before: number | string;
}

const moment = (row: Row | undefined): NumericDate => Number(row?.revoke_before ?? 0);

/**
 * Up to which second each principal's tokens are revoked. It is a fact about the principal and not
 * about a format, which is why it stands here, in a module that is always on, and why no switch of
 * formats, there or back, revives what was revoked (docs/adr/0006).
 */
@Injectable()
export class Revocations {
  private readonly query: PreparedQuery<Row>;
  private readonly recent: RecentRows<Principal, NumericDate>;

  constructor(
    private readonly database: Database,
    @Inject(DatabaseSettings.token) { maxStalenessSeconds }: DatabaseSettings,
  ) {
    this.query = database.prepare<Row>(READ);
    this.recent = new RecentRows(
      principalKey,
      ({ type, id }) => {
        const row = this.query.first(type, id);
        return row instanceof Promise ? row.then(moment) : moment(row);
      },
      maxStalenessSeconds,
    );
  }

  /** @returns The second, as it was at most one second ago; 0 where nothing was ever revoked. */
  revokedUpTo(principal: Principal): NumericDate | Promise<NumericDate> {
    return this.recent.get(principal);
  }

  /** The same as it is now, seen from inside the ambient transaction. */
  async currentlyRevokedUpTo({ type, id }: Principal): Promise<NumericDate> {
    if (!this.database.inTransaction) return moment(await this.query.first(type, id));
    const rows = await this.database.run<Row[]>((manager) => manager.query(READ, [type, id]));
    return moment(rows[0]);
  }

  /**
   * Revokes everything issued so far. Tokens issued after an earlier revocation in the same second
   * carry the second after it, so a further revocation moves past that one, too.
   */
  async record(principal: Principal, now: NumericDate): Promise<void> {
    const { type, id } = principal;
    await this.database.run((manager) =>
      manager.query(RECORD[this.database.dialect], [type, id, now]),
    );
    this.database.afterCommit(() => this.recent.forget(principal));
  }
}
