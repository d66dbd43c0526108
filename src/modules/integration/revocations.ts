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

/**
 * `?`: now. For all of every type that signs in; integrations do not, their credentials are rolled.
 * One second after every other record, since a token may carry the second after its own.
 */
const RECORD_EVERYONE: Readonly<Record<Dialect, string>> = {
  sqlite: `INSERT INTO token_revocation (user_type, user_id, revoke_before)
    SELECT people.type, 0, MAX(?, (SELECT COALESCE(MAX(revoke_before) + 1, 0) FROM token_revocation))
    FROM (SELECT 2 AS type UNION SELECT 3) people WHERE true
    ON CONFLICT (user_type, user_id) DO UPDATE SET revoke_before = excluded.revoke_before`,
  mysql: `INSERT INTO token_revocation (user_type, user_id, revoke_before)
    SELECT people.type, 0,
      GREATEST(?, (SELECT COALESCE(MAX(revoke_before) + 1, 0) FROM token_revocation))
    FROM (SELECT 2 AS type UNION SELECT 3) people
    ON DUPLICATE KEY UPDATE revoke_before = VALUES(revoke_before)`,
};

/** Id 0 stands for all of a type. */
const READ = `SELECT MAX(revoke_before) AS revoke_before FROM token_revocation
  WHERE user_type = ? AND user_id IN (?, 0)`;

interface Row {
  readonly revoke_before: number | string | null;
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
    // Tokens issued after a revocation of everyone carry the second after that.
    const upTo = Math.max(now, (await this.currentlyRevokedUpTo({ type, id: 0 })) + 1);
    await this.database.run((manager) =>
      manager.query(RECORD[this.database.dialect], [type, id, upTo]),
    );
    this.database.afterCommit(() => this.recent.forget(principal));
  }

  /** The same for all who sign in, in one statement; seen in every process within a second. */
  async recordEveryone(now: NumericDate): Promise<void> {
    await this.database.run((manager) =>
      manager.query(RECORD_EVERYONE[this.database.dialect], [now]),
    );
  }
}
