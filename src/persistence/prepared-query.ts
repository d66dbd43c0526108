import type { DataSource } from 'typeorm';
import { SqliteDriver, type SqliteConnection } from './data-source-options.js';
import { translate } from './errors.js';
import type { GuardedMysql, MysqlPool } from './guarded-mysql.js';

/** Only these: an object or array as a value has been an injection in more than one driver. */
export type QueryParameter = string | number;

/** A statement that yields at most one row, parsed once by the database. */
export interface PreparedQuery<Row> {
  /** @throws {DatabaseUnavailableError} When the database is away. */
  first(...parameters: readonly QueryParameter[]): Row | undefined | Promise<Row | undefined>;
}

/**
 * Statements that a connection keeps prepared: there are about 60, and lists of rows or keys beside
 * them, of every length. By default a server keeps 16,382 for all its clients.
 */
const MAX_PREPARED = 100;

/** The part of TypeORM's driver that its own types hide. */
interface MysqlDriver {
  readonly mysql: GuardedMysql;
  createConnectionOptions(options: unknown, credentials: unknown): object;
}

/** @param sql With `?` for every value. */
export const prepareQuery = <Row>(dataSource: DataSource, sql: string): PreparedQuery<Row> =>
  dataSource.options.type === 'better-sqlite3'
    ? new SqliteQuery<Row>(dataSource, sql)
    : new MysqlQuery<Row>(dataSource, sql);

/** One further connection, or pool of them, per data source, for reading only. */
const readers = new WeakMap<DataSource, SqliteConnection>();
const readerPools = new WeakMap<DataSource, MysqlPool>();

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

/**
 * Were readers to wait for TypeORM's own pool, ten transactions that each want to read something
 * would hold its ten connections and wait for an eleventh. Connects when it is first used.
 */
export function readerPoolOf(dataSource: DataSource): MysqlPool {
  let pool = readerPools.get(dataSource);
  if (!pool) {
    const driver = dataSource.driver as unknown as MysqlDriver;
    const { options } = dataSource;
    pool = driver.mysql.createPool({
      ...driver.createConnectionOptions(options, options),
      maxPreparedStatements: MAX_PREPARED,
    });
    readerPools.set(dataSource, pool);
  }
  return pool;
}

/** Closes what {@link prepareQuery} opened. */
export async function closeReader(dataSource: DataSource): Promise<void> {
  readers.get(dataSource)?.close();
  readers.delete(dataSource);
  const pool = readerPools.get(dataSource);
  readerPools.delete(dataSource);
  if (pool) await new Promise<void>((resolve) => pool.end(resolve));
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
  constructor(
    private readonly dataSource: DataSource,
    private readonly sql: string,
  ) {}

  first(...values: readonly QueryParameter[]): Promise<Row | undefined> {
    const statement = { sql: this.sql, values };
    return new Promise((resolve, reject) => {
      readerPoolOf(this.dataSource).execute(statement, (error, rows) => {
        if (error) reject(translate(error));
        else resolve(rows[0] as Row | undefined);
      });
    });
  }
}
