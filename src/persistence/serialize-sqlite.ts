import type { DataSource, QueryRunner } from 'typeorm';
import { BEGIN, CommitGroup, type CommittingConnection } from './commit-group.js';
import type { SqliteConnection } from './data-source-options.js';
import { Turnstile } from './turnstile.js';
import { WalSync } from './wal-sync.js';
import { takeWriteLock } from './write-lock.js';

const WRITES = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b/i;

const groups = new WeakMap<DataSource, CommitGroup>();

/** @returns Where statements outside a transaction go; `undefined` on other databases. */
export const commitGroupOf = (dataSource: DataSource): CommitGroup | undefined =>
  groups.get(dataSource);

interface Statement {
  run(parameters: readonly unknown[]): { readonly changes: number };
}

/** The members of TypeORM's runner that are overridden or set; its own types hide some of them. */
interface RunnerInternals {
  stmtCache: Map<string, Statement>;
  transactionDepth: number;
  isTransactionActive: boolean;
  startTransaction(level?: unknown): Promise<void>;
  commitTransaction(): Promise<void>;
  rollbackTransaction(): Promise<void>;
  release(): Promise<void>;
  query(sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown>;
}

/**
 * TypeORM gives every caller of a better-sqlite3 data source one shared query runner, so that two
 * requests' transactions nest into each other and a third request's write is rolled back with
 * them. This gives each caller a runner of its own over the one connection, and makes all others
 * wait from BEGIN to COMMIT or ROLLBACK. Other databases are left alone.
 *
 * @returns The same data source.
 */
export function serializeSqlite(dataSource: DataSource): DataSource {
  if (dataSource.options.type !== 'better-sqlite3') return dataSource;
  const driver = dataSource.driver as unknown as {
    createQueryRunner: (mode: string) => QueryRunner;
    queryRunner?: QueryRunner;
    databaseConnection: SqliteConnection & CommittingConnection;
    disconnect(): Promise<void>;
  };
  const Base = Object.getPrototypeOf(driver.createQueryRunner('master')).constructor as new (
    driver: unknown,
  ) => RunnerInternals;
  delete driver.queryRunner;
  const statements = new Map<string, Statement>();
  const turnstile = new Turnstile();
  let isClosed = false;
  // libsql brings the whole process down when something outlives its connection.
  const connection = (): SqliteConnection & CommittingConnection => {
    if (isClosed || !dataSource.isInitialized) throw new Error('the database is closed');
    return driver.databaseConnection;
  };
  const run = (sql: string, parameters: readonly unknown[]): number => {
    const open = connection();
    // What is committed all the same, and copied into the database, would be newer than the log is.
    if (sql === BEGIN) log.refuseAfterFailure();
    let statement = statements.get(sql);
    if (!statement) {
      statement = open.prepare(sql) as unknown as Statement;
      statements.set(sql, statement);
    }
    return statement.run(parameters).changes;
  };
  const log = new WalSync(`${String(dataSource.options.database)}-wal`);
  const disconnect = driver.disconnect.bind(driver);
  driver.disconnect = async () => {
    isClosed = true;
    await log.close();
    return disconnect();
  };
  const group = new CommitGroup(connection, turnstile, run, () => log.flush());
  groups.set(dataSource, group);

  class SerializedRunner extends Base {
    /** The failure at which SQLite ended the transaction by itself. */
    private lostBy: unknown;

    constructor() {
      super(driver);
      this.stmtCache = statements;
    }

    override async startTransaction(level?: unknown): Promise<void> {
      if (this.transactionDepth > 0) return super.startTransaction(level);
      await turnstile.enter(this);
      try {
        // IMMEDIATE: with several processes on one file, a transaction that reads before it writes
        // could otherwise fail to get the write lock it needs, however long it waits.
        await takeWriteLock(() => run(BEGIN, []));
      } catch (error) {
        turnstile.leave(this);
        throw error;
      }
      this.isTransactionActive = true;
      this.transactionDepth = 1;
    }

    override async commitTransaction(): Promise<void> {
      if (this.transactionDepth > 1) return super.commitTransaction();
      this.refuseWhereLost();
      run('COMMIT', []);
      this.over();
      await log.flush();
    }

    override async rollbackTransaction(): Promise<void> {
      if (this.transactionDepth !== 1) return super.rollbackTransaction();
      try {
        // A disk that is full or fails makes SQLite roll back by itself, and ROLLBACK an error:
        // https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction".
        if (connection().inTransaction) run('ROLLBACK', []);
      } finally {
        this.over();
      }
    }

    /** Whatever became of the transaction, the others get the connection. */
    override async release(): Promise<void> {
      try {
        if (turnstile.isHeldBy(this) && this.isTransactionActive) {
          this.transactionDepth = 1;
          await this.rollbackTransaction();
        }
      } finally {
        turnstile.leave(this);
        await super.release();
      }
    }

    override async query(
      sql: string,
      parameters?: unknown[],
      structured?: boolean,
    ): Promise<unknown> {
      const values = parameters && bindable(parameters);
      if (turnstile.isHeldBy(this)) {
        this.refuseWhereLost();
        return super.query(sql, values, structured).catch((error: unknown) => this.failed(error));
      }
      // As CommitGroup has it, one statement that writes needs a transaction, too.
      const writes = WRITES.test(sql);
      if (writes) await this.startTransaction();
      else await turnstile.enter(this);
      try {
        const result = await super.query(sql, values, structured);
        if (writes) await this.commitTransaction();
        return result;
      } catch (error) {
        if (this.isTransactionActive) await this.rollbackTransaction().catch(() => {});
        throw error;
      } finally {
        turnstile.leave(this);
      }
    }

    /** Without TypeORM's events and logging around it, which cost more than the statement. */
    changes(sql: string, parameters: readonly unknown[]): number {
      if (!turnstile.isHeldBy(this)) throw new Error('there is no transaction');
      this.refuseWhereLost();
      try {
        return run(sql, parameters);
      } catch (error) {
        return this.failed(error);
      }
    }

    private failed(error: unknown): never {
      if (this.isTransactionActive && !connection().inTransaction) this.lostBy = error;
      throw error;
    }

    /** What came after the end would each be committed at once, and the half of a whole. */
    private refuseWhereLost(): void {
      if (this.lostBy !== undefined) throw this.lostBy;
    }

    private over(): void {
      this.lostBy = undefined;
      this.isTransactionActive = false;
      this.transactionDepth = 0;
      turnstile.leave(this);
    }
  }

  driver.createQueryRunner = () => new SerializedRunner() as unknown as QueryRunner;
  return dataSource;
}

/** libsql takes a lone null for a set of named parameters; a list of values it takes as one. */
const bindable = <T extends readonly unknown[]>(parameters: T): T =>
  parameters.length === 1 && parameters[0] === null ? ([parameters] as unknown as T) : parameters;
