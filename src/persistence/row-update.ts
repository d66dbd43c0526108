import type { QueryParameter } from './prepared-query.js';

type Value = QueryParameter | null;

/**
 * An UPDATE that changes one row if it still is as expected, of a table whose key is `id`. All of it
 * is the program's own text.
 */
export interface RowUpdateText {
  readonly table: string;
  /** Assignments that take no value, made before the others. */
  readonly always: string;
  /** Columns that are given a value. */
  readonly set: readonly string[];
  /**
   * Whether a row was changed is told by the first of the values: in which columns it is found then,
   * and still is when the row has been changed once more.
   */
  readonly marks: readonly string[];
  /** Comparisons with a value, such as `expires_at >`. */
  readonly where: readonly string[];
}

/** The values of one such change, in the order of the text. */
export interface RowChange {
  readonly id: number;
  readonly set: readonly Value[];
  readonly where: readonly Value[];
}

/**
 * A statement for several rows that waited for one would hold the others meanwhile, and whoever locks
 * the same in another order, such as the end of all of a user's sessions, would wait in a circle with
 * it. This one fails at once where somebody else has a row. Read by MariaDB alone, to others a comment.
 */
const WAIT_FOR_NO_ROW = '/*M! SET STATEMENT innodb_lock_wait_timeout = 0 FOR */ ';

/** Changes a row. @returns Whether it was as expected, and is now changed. */
export type RowUpdate = (change: RowChange) => Promise<boolean>;

/** A statement and its values. */
export interface BoundStatement {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Makes statements of a {@link RowUpdateText}, for one row or for several. */
export class RowUpdateStatement {
  private readonly texts = new Map<number, string>();

  constructor(readonly text: RowUpdateText) {}

  /** @param changes Several on MariaDB alone. */
  bind(changes: readonly RowChange[]): BoundStatement {
    const count = changes.length;
    let sql = this.texts.get(count);
    if (sql === undefined)
      this.texts.set(count, (sql = count === 1 ? this.one() : this.many(count)));
    return { sql, values: count === 1 ? valuesOfOne(changes[0]!) : this.valuesOfMany(changes) };
  }

  private one(): string {
    return this.update('?', 'id = ?');
  }

  private many(count: number): string {
    const times = (text: string): string[] => Array.from({ length: count }, () => text);
    const choice = `CASE id ${times('WHEN ? THEN ?').join(' ')} END`;
    return WAIT_FOR_NO_ROW + this.update(choice, `id IN (${times('?').join(', ')})`);
  }

  private update(value: string, rows: string): string {
    const { table, always, set, where } = this.text;
    const assignments = [always, ...set.map((column) => `${column} = ${value}`)];
    const conditions = [rows, ...where.map((comparison) => `${comparison} ${value}`)];
    return `UPDATE ${table} SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}`;
  }

  private valuesOfMany(changes: readonly RowChange[]): Value[] {
    const { text } = this;
    const values: Value[] = [];
    for (let index = 0; index < text.set.length; index += 1)
      for (const { id, set } of changes) values.push(id, set[index]!);
    for (const { id } of changes) values.push(id);
    for (let index = 0; index < text.where.length; index += 1)
      for (const { id, where } of changes) values.push(id, where[index]!);
    return values;
  }
}

const valuesOfOne = ({ id, set, where }: RowChange): Value[] => [...set, id, ...where];
