import type { BoundStatement, RowChange, RowUpdateStatement } from './row-update.js';
import type { QueryParameter } from './prepared-query.js';
import { StatementGroup } from './statement-group.js';

/** A row as it is read again: its id, and the columns that tell whether it was changed. */
export type MarkedRow = Readonly<Record<string, QueryParameter | null>>;

/** How statements reach the server. */
export interface UpdateServer {
  /** @returns How many rows it changed. */
  change(statement: BoundStatement): Promise<number>;
  find(sql: string, ids: readonly number[]): Promise<readonly MarkedRow[]>;
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
   * The server says how many rows it changed, and not which. One that somebody has changed again
   * meanwhile was changed all the same: to its caller, who has not, it would look overtaken.
   */
  private async readAgain(changes: readonly RowChange[]): Promise<boolean[]> {
    const { table, marks } = this.statement.text;
    const ids = changes.map(({ id }) => id);
    const list = ids.map(() => '?').join(', ');
    const sql = `SELECT id, ${marks.join(', ')} FROM ${table} WHERE id IN (${list})`;
    const rows = new Map((await this.server.find(sql, ids)).map((row) => [row['id'], row]));
    return changes.map(({ id, set: [mark] }) =>
      marks.some((column) => rows.get(id)?.[column] === mark),
    );
  }
}
