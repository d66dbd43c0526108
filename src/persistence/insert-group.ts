import type { QueryParameter } from './prepared-query.js';
import { StatementGroup } from './statement-group.js';

type Value = QueryParameter | null;

/** Runs one statement. @returns How many rows it changed. */
export type RunOnServer = (sql: string, values: readonly Value[]) => Promise<number>;

const ONE_ROW = /^(INSERT INTO [^;]+? VALUES )(\((?:\?, ?)*\?\))$/s;

/** INSERTs of one text, as one statement of many rows; see {@link StatementGroup}. */
export class InsertGroups {
  private readonly groups = new Map<string, StatementGroup<readonly Value[], number>>();

  constructor(private readonly run: RunOnServer) {}

  /** @returns How many rows the statement changed. */
  changes(sql: string, values: readonly Value[]): Promise<number> {
    const known = this.groups.get(sql);
    if (known) return known.run(values);
    const [, head, row] = ONE_ROW.exec(sql) ?? [];
    if (head === undefined || row === undefined) return this.run(sql, values);
    const group = new StatementGroup<readonly Value[], number>(async (rows) => {
      await this.run(head + rows.map(() => row).join(), rows.flat());
      return rows.map(() => 1);
    });
    this.groups.set(sql, group);
    return group.run(values);
  }
}
