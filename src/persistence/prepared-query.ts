import type { DataSource } from 'typeorm';
import { SqliteDriver, type SqliteConnection } from './data-source-options.js';
import { translate } from './errors.js';
import type { GuardedMysql, MysqlPool } from './guarded-mysql.js';
import { StatementGroup } from './statement-group.js';

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

/** A query that looks for one row by one key. */
export interface KeyedQuery<Row> {
  /** @throws {DatabaseUnavailableError} When the database is away. */
  byKey(key: QueryParameter): Row | undefined | Promise<Row | undefined>;
}

/**
 * @param sql Ends with the key: `IN (?)`.
 * @param keyOf The key of a row that it yields.
 */
export function prepareKeyedQuery<Row>(
  dataSource: DataSource,
  sql: string,
  keyOf: (row: Row) => QueryParameter,
): KeyedQuery<Row> {
  if (!sql.endsWith(KEY)) throw new Error(`a keyed query ends with${KEY}`);
  if (dataSource.options.type === 'better-sqlite3') return new SqliteQuery<Row>(dataSource, sql);
  return new MysqlKeyedQuery<Row>(dataSource, sql.slice(0, -KEY.length), keyOf);
}

const KEY = ' IN (?)';

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

class SqliteQuery<Row> implements PreparedQuery<Row>, KeyedQuery<Row> {
  private statement: ReturnType<SqliteConnection['prepare']> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sql: string,
  ) {}

  byKey(key: QueryParameter): Row | undefined {
    return this.first(key);
  }

  first(...parameters: readonly QueryParameter[]): Row | undefined {
    try {
      this.statement ??= readerOf(this.dataSource).prepare(this.sql);
      return this.statement.get(parameters) as Row | undefined;
    } catch (error) {
      throw translate(error);
    }
  }
}

/** Keys that come at the same time share a statement; see {@link StatementGroup}. */
class MysqlKeyedQuery<Row> implements KeyedQuery<Row> {
  private readonly group = new StatementGroup<QueryParameter, Row | undefined>((keys) =>
    this.find(keys),
  );

  /** @param head The statement up to its list of keys. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly head: string,
    private readonly keyOf: (row: Row) => QueryParameter,
  ) {}

  byKey(key: QueryParameter): Promise<Row | undefined> {
    return this.group.run(key);
  }

  private async find(keys: readonly QueryParameter[]): Promise<(Row | undefined)[]> {
    const sql = `${this.head} IN (${keys.map(() => '?').join()})`;
    const rows = await rowsOf<Row>(this.dataSource, sql, keys);
    const found = new Map(rows.map((row) => [this.keyOf(row), row]));
    return keys.map((key) => found.get(key));
  }
}

class MysqlQuery<Row> implements PreparedQuery<Row> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sql: string,
  ) {}

  async first(...values: readonly QueryParameter[]): Promise<Row | undefined> {
    return (await rowsOf<Row>(this.dataSource, this.sql, values))[0];
  }
}

/** Over the readers' connections. */
export const rowsOf = <Row>(
  dataSource: DataSource,
  sql: string,
  values: readonly QueryParameter[],
): Promise<Row[]> =>
  new Promise((resolve, reject) => {
    readerPoolOf(dataSource).execute({ sql, values }, (error, rows) => {
      if (error) reject(translate(error));
      else resolve(rows as Row[]);
    });
  });
