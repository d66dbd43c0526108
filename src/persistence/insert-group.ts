import type { QueryParameter } from './prepared-query.js';

type Value = QueryParameter | null;

/** Runs one statement. @returns How many rows it changed. */
export type RunOnServer = (sql: string, values: readonly Value[]) => Promise<number>;

interface Row {
  readonly values: readonly Value[];
  readonly resolve: (changes: number) => void;
  readonly reject: (error: unknown) => void;
}

/** Of one text. One statement is on its way at a time: with two, groups are half as large and dearer. */
interface Group {
  underWay: boolean;
  readonly waiting: Row[];
}

/** Each number of rows is a statement of its own to prepare, hence powers of two. */
const SIZES = [64, 32, 16, 8, 4, 2, 1];

const ONE_ROW = /^(INSERT INTO [^;]+? VALUES )(\((?:\?, ?)*\?\))$/s;
/** SQLSTATE classes of what a row can do wrong: data, constraints, deadlocks. Nothing was written. */
const ROW_TO_BLAME = /^(22|23|40)/;

/**
 * INSERTs of one text that come while another is on its way, as one statement of many rows: a round
 * trip and a commit for all of them. Where nobody else is, nobody waits. The server refuses such a
 * statement as a whole; each row then goes by itself, and only its own mistake comes back to it.
 */
export class InsertGroups {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly run: RunOnServer) {}

  /** @returns How many rows the statement changed. */
  changes(sql: string, values: readonly Value[]): Promise<number> {
    if (!ONE_ROW.test(sql)) return this.run(sql, values);
    const group = this.group(sql);
    if (!group.underWay) {
      group.underWay = true;
      return this.run(sql, values).finally(() => this.next(sql, group));
    }
    return new Promise((resolve, reject) => {
      group.waiting.push({ values, resolve, reject });
    });
  }

  private group(sql: string): Group {
    let group = this.groups.get(sql);
    if (!group) this.groups.set(sql, (group = { underWay: false, waiting: [] }));
    return group;
  }

  private next(sql: string, group: Group): void {
    const { waiting } = group;
    const size = SIZES.find((each) => each <= waiting.length);
    if (size === undefined) {
      group.underWay = false;
      return;
    }
    void this.together(sql, waiting.splice(0, size)).finally(() => this.next(sql, group));
  }

  private async together(sql: string, rows: readonly Row[]): Promise<void> {
    try {
      await this.run(
        sql.replace(
          ONE_ROW,
          (_all, head: string, row: string) => head + rows.map(() => row).join(),
        ),
        rows.flatMap(({ values }) => values),
      );
      for (const { resolve } of rows) resolve(1);
    } catch (error) {
      const { sqlState = '' } = error as { sqlState?: string };
      if (rows.length === 1 || !ROW_TO_BLAME.test(sqlState))
        for (const { reject } of rows) reject(error);
      else await Promise.all(rows.map((row) => this.alone(sql, row)));
    }
  }

  private alone(sql: string, { values, resolve, reject }: Row): Promise<void> {
    return this.run(sql, values).then(resolve, reject);
  }
}
