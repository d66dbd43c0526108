import type { DataSource } from 'typeorm';
import { SqliteDriver, type SqliteConnection } from './data-source-options.js';
import { translate } from './errors.js';

/** Only these: an object or array as a value has been an injection in more than one driver. */
export type QueryParameter = string | number;

/** A statement that yields at most one row, parsed once by the database. */
export interface PreparedQuery<Row> {
  /** @throws {DatabaseUnavailableError} When the database is away. */
  first(...parameters: readonly QueryParameter[]): Row | undefined | Promise<Row | undefined>;
}

/** mysql2 has no limit of its own; without one, a hanging server hangs every request. */
const QUERY_TIMEOUT_MS = 5_000;

/** The part of mysql2's pool that TypeORM hides. */
interface Pool {
  execute(
    options: { sql: string; timeout: number; values: readonly QueryParameter[] },
    done: (error: unknown, rows: unknown[]) => void,
  ): void;
}

/** @param sql With `?` for every value. */
export const prepareQuery = <Row>(dataSource: DataSource, sql: string): PreparedQuery<Row> =>
  dataSource.options.type === 'better-sqlite3'
    ? new SqliteQuery<Row>(dataSource, sql)
    : new MysqlQuery<Row>(dataSource, sql);

/** One further connection per data source, for reading only. */
const readers = new WeakMap<DataSource, SqliteConnection>();

/**
 * TypeORM's connection may be in the middle of somebody's transaction, and would show this reader
 * rows that are rolled back a moment later. WAL lets a second connection read beside it.
 */
function readerOf(dataSource: DataSource): SqliteConnection {
  let reader = readers.get(dataSource);
  if (!reader) {
    reader = new SqliteDriver(String(dataSource.options.database), { readonly: true });
    reader.pragma('busy_timeout = 1000');
    readers.set(dataSource, reader);
  }
  return reader;
}

/** Closes what {@link prepareQuery} opened. */
export function closeReader(dataSource: DataSource): void {
  readers.get(dataSource)?.close();
  readers.delete(dataSource);
}

class SqliteQuery<Row> implements PreparedQuery<Row> {
  private statement: ReturnType<SqliteConnection['prepare']> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sql: string,
  ) {}

  first(...parameters: readonly QueryParameter[]): Row | undefined {
    try {
      this.statement ??= readerOf(this.dataSource).prepare(this.sql);
      return this.statement.get(...parameters) as Row | undefined;
    } catch (error) {
      throw translate(error);
    }
  }
}

class MysqlQuery<Row> implements PreparedQuery<Row> {
  private readonly pool: Pool;

  constructor(
    dataSource: DataSource,
    private readonly sql: string,
  ) {
    this.pool = (dataSource.driver as unknown as { pool: Pool }).pool;
  }

  first(...values: readonly QueryParameter[]): Promise<Row | undefined> {
    return new Promise((resolve, reject) => {
      this.pool.execute({ sql: this.sql, timeout: QUERY_TIMEOUT_MS, values }, (error, rows) => {
        if (error) reject(translate(error));
        else resolve(rows[0] as Row | undefined);
      });
    });
  }
}
