import type { DataSource, QueryRunner } from 'typeorm';

const WAIT_MS = 10_000;

interface Waiter {
  readonly runner: object;
  readonly proceed: () => void;
}

/** The members of TypeORM's runner that are overridden or set; its own types hide some of them. */
interface RunnerInternals {
  stmtCache: Map<string, unknown>;
  transactionDepth: number;
  isTransactionActive: boolean;
  startTransaction(level?: unknown): Promise<void>;
  commitTransaction(): Promise<void>;
  rollbackTransaction(): Promise<void>;
  release(): Promise<void>;
  query(sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown>;
}

/** Lets one runner at a time use the connection, first come, first served. */
class Turnstile {
  private owner: object | undefined;
  private readonly waiting: Waiter[] = [];

  isHeldBy(runner: object): boolean {
    return this.owner === runner;
  }

  /** @throws {Error} After {@link WAIT_MS}: most likely a transaction waits for itself. */
  enter(runner: object): void | Promise<void> {
    if (this.owner === undefined) {
      this.owner = runner;
      return;
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(new Error(`SQLite: waited ${WAIT_MS} ms for another transaction to end`));
      }, WAIT_MS);
      const waiter = { runner, proceed: () => (clearTimeout(timer), resolve()) };
      this.waiting.push(waiter);
    });
  }

  leave(runner: object): void {
    if (this.owner !== runner) return;
    const next = this.waiting.shift();
    this.owner = next?.runner;
    next?.proceed();
  }
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
  };
  const Base = Object.getPrototypeOf(driver.createQueryRunner('master')).constructor as new (
    driver: unknown,
  ) => RunnerInternals;
  delete driver.queryRunner;
  const statements = new Map<string, unknown>();
  const turnstile = new Turnstile();

  class SerializedRunner extends Base {
    constructor() {
      super(driver);
      this.stmtCache = statements;
    }

    override async startTransaction(level?: unknown): Promise<void> {
      const outermost = this.transactionDepth === 0;
      if (outermost) await turnstile.enter(this);
      try {
        await super.startTransaction(level);
      } catch (error) {
        if (outermost) {
          this.isTransactionActive = false;
          turnstile.leave(this);
        }
        throw error;
      }
    }

    override async commitTransaction(): Promise<void> {
      await super.commitTransaction();
      if (this.transactionDepth === 0) turnstile.leave(this);
    }

    override async rollbackTransaction(): Promise<void> {
      try {
        await super.rollbackTransaction();
      } finally {
        if (this.transactionDepth === 0) turnstile.leave(this);
      }
    }

    override async release(): Promise<void> {
      if (turnstile.isHeldBy(this) && this.isTransactionActive) await this.rollbackTransaction();
      turnstile.leave(this);
      return super.release();
    }

    override async query(
      sql: string,
      parameters?: unknown[],
      structured?: boolean,
    ): Promise<unknown> {
      // IMMEDIATE: with several processes on one file, a transaction that reads before it writes
      // could otherwise fail to get the write lock it needs, however long it waits.
      const statement = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
      // libsql takes a lone null for a set of named parameters; a list of values it takes as one.
      const values = parameters?.length === 1 && parameters[0] === null ? [parameters] : parameters;
      if (turnstile.isHeldBy(this)) return super.query(statement, values, structured);
      await turnstile.enter(this);
      try {
        return await super.query(statement, values, structured);
      } finally {
        turnstile.leave(this);
      }
    }
  }

  driver.createQueryRunner = () => new SerializedRunner() as unknown as QueryRunner;
  return dataSource;
}
