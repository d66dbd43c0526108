import type { BoundStatement, RowChange, RowUpdateStatement } from './row-update.js';
import type { QueryParameter } from './prepared-query.js';
import { StatementGroup } from './statement-group.js';

/** A row as it is read again. */
export interface RowMark {
  readonly id: number;
  readonly mark: QueryParameter | null;
}

/** How statements reach the server. */
export interface UpdateServer {
  /** @returns How many rows it changed. */
  change(statement: BoundStatement): Promise<number>;
  find(sql: string, ids: readonly number[]): Promise<readonly RowMark[]>;
}

/**
 * Changes of rows that come at the same time, as one UPDATE; see {@link StatementGroup}. Where somebody
 * else has one of the rows locked, each goes by itself and waits for its own.
 */
export class UpdateGroup {
  private readonly group = new StatementGroup<RowChange, boolean>((changes) => this.send(changes));

  constructor(
    private readonly statement: RowUpdateStatement,
    private readonly server: UpdateServer,
  ) {}

  /** @returns Whether the row was as expected, and is now changed. */
  run(change: RowChange): Promise<boolean> {
    return this.group.run(change);
  }

  private async send(changes: readonly RowChange[]): Promise<boolean[]> {
    const changed = await this.server.change(this.statement.bind(changes));
    if (changed === 0 || changed === changes.length) return changes.map(() => changed > 0);
    return this.readAgain(changes);
  }

  /**
   * The server says how many rows it changed, and not which. A row that somebody has changed again
   * meanwhile counts as not changed: its caller has to look at it anew in any case.
   */
  private async readAgain(changes: readonly RowChange[]): Promise<boolean[]> {
    const { table, set } = this.statement.text;
    const ids = changes.map(({ id }) => id);
    const list = ids.map(() => '?').join(', ');
    const sql = `SELECT id, ${set[0]} AS mark FROM ${table} WHERE id IN (${list})`;
    const marks = new Map((await this.server.find(sql, ids)).map(({ id, mark }) => [id, mark]));
    return changes.map((change) => marks.get(change.id) === change.set[0]);
  }
}
