import { vi } from 'vitest';
import { Database, type PreparedQuery } from '../../src/persistence/index.js';

/** A statement as the service sent it. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * Notes every statement of the applications that are started afterwards, whichever way it goes:
 * prepared, by itself, or through TypeORM. One example of each.
 */
export class RecordedStatements {
  private readonly examples = new Map<string, Statement>();

  constructor() {
    const note = this.note.bind(this);
    const { prepare, execute, executeRelaxed } = Database.prototype;
    vi.spyOn(Database.prototype, 'prepare').mockImplementation(function <Row>(
      this: Database,
      sql: string,
    ) {
      const query: PreparedQuery<Row> = prepare.call(this, sql) as PreparedQuery<Row>;
      return {
        first: (...values) => {
          note(sql, values);
          return query.first(...values);
        },
      } satisfies PreparedQuery<Row>;
    } as typeof prepare);
    vi.spyOn(Database.prototype, 'execute').mockImplementation(function (
      this: Database,
      sql,
      ...values
    ) {
      note(sql, values);
      return execute.call(this, sql, ...values);
    });
    vi.spyOn(Database.prototype, 'executeRelaxed').mockImplementation(function (
      this: Database,
      sql,
      ...values
    ) {
      note(sql, values);
      return executeRelaxed.call(this, sql, ...values);
    });
  }

  /** Listens to TypeORM as well. */
  follow({ dataSource }: Database): void {
    dataSource.setOptions({ logging: ['query'] });
    Object.assign(dataSource, {
      logger: {
        logQuery: (sql: string, values: readonly unknown[] = []) => this.note(sql, values),
        logQueryError: () => {},
        logQuerySlow: () => {},
        log: () => {},
      },
    });
  }

  /** What was looked for, changed or removed in a table, and not what was merely added to it. */
  on(table: string): Statement[] {
    const named = new RegExp(`(FROM|JOIN|UPDATE) ["\`]?${table}\\b`);
    return [...this.examples.values()].filter(({ sql }) => named.test(sql));
  }

  private note(sql: string, values: readonly unknown[]): void {
    // A list of ids is the same statement, however long.
    const shape = sql.replace(/\((\?, )+\?\)/g, '(?)');
    if (!this.examples.has(shape)) this.examples.set(shape, { sql, values });
  }
}
