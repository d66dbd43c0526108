import { vi } from 'vitest';
import {
  Database,
  type KeyedQuery,
  type PreparedQuery,
  type RowUpdate,
} from '../../src/persistence/index.js';
import { RowUpdateStatement } from '../../src/persistence/row-update.js';

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
    const original = (
      name: 'prepare' | 'prepareKeyed' | 'prepareUpdate' | 'execute' | 'executeRelaxed',
    ) => Reflect.get(Database.prototype, name) as (...args: readonly unknown[]) => any;
    const prepare = original('prepare');
    vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (
      this: Database,
      sql: string,
    ) {
      const query = prepare.call(this, sql) as PreparedQuery<unknown>;
      return {
        first: (...values: (string | number)[]) => {
          note(sql, values);
          return query.first(...values);
        },
      } as never;
    });
    const prepareKeyed = original('prepareKeyed');
    vi.spyOn(Database.prototype, 'prepareKeyed').mockImplementation(function (
      this: Database,
      sql,
      keyOf,
    ) {
      const query = prepareKeyed.call(this, sql, keyOf) as KeyedQuery<unknown>;
      return {
        byKey: (key: string | number) => {
          // As it is sent where several are looked for at the same time.
          note(sql.replace('IN (?)', 'IN (?, ?, ?, ?)'), [key, key, key, key]);
          return query.byKey(key);
        },
      } as never;
    });
    const prepareUpdate = original('prepareUpdate');
    vi.spyOn(Database.prototype, 'prepareUpdate').mockImplementation(function (
      this: Database,
      text,
    ) {
      const update = prepareUpdate.call(this, text) as RowUpdate;
      const statement = new RowUpdateStatement(text);
      const together = this.dataSource.options.type === 'mariadb' ? 4 : 1;
      return (change) => {
        const { sql, values } = statement.bind(Array.from({ length: together }, () => change));
        note(sql, values);
        return update(change);
      };
    });
    for (const name of ['execute', 'executeRelaxed'] as const) {
      const execute = original(name);
      vi.spyOn(Database.prototype, name).mockImplementation(function (
        this: Database,
        sql,
        ...values
      ) {
        note(sql, values);
        return execute.call(this, sql, ...values) as Promise<number>;
      });
    }
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
