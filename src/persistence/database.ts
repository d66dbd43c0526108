import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { translate } from './errors.js';
import { prepareQuery, type PreparedQuery, type QueryParameter } from './prepared-query.js';

/** SQL differs between these two in a few places, upserts above all. */
export type Dialect = 'sqlite' | 'mysql';

interface Transaction {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
}

/**
 * The one door to the database. A transaction is ambient: whatever runs inside `transaction()`,
 * however deep, takes part in it, so that a password change and the revocations of all modules
 * that hear of it are one. (Passing a manager along would put TypeORM into the contracts.)
 */
export class Database {
  readonly dialect: Dialect;
  private readonly transactions = new AsyncLocalStorage<Transaction>();

  constructor(readonly dataSource: DataSource) {
    this.dialect = dataSource.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
  }

  /**
   * Runs statements in the ambient transaction, or each on its own where there is none.
   *
   * @throws {DatabaseUnavailableError} When the database is away or overloaded.
   */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await work(this.transactions.getStore()?.manager ?? this.dataSource.manager);
    } catch (error) {
      throw translate(error);
    }
  }

  /**
   * Runs one statement for the paths that sign-ins take: no entity, no query builder. Takes part in
   * the ambient transaction.
   *
   * @param sql Of both dialects, with `?` for every value.
   * @returns How many rows it changed.
   * @throws {DatabaseUnavailableError} When the database is away or overloaded.
   */
  async execute(sql: string, ...parameters: readonly (QueryParameter | null)[]): Promise<number> {
    return this.run(async ({ queryRunner: ambient }) => {
      const runner = ambient ?? this.dataSource.createQueryRunner();
      try {
        const { affected } = await runner.query(sql, [...parameters], true);
        return affected ?? 0;
      } finally {
        if (!ambient) await runner.release();
      }
    });
  }

  /**
   * Makes everything that `work` does to the database one transaction; joins the ambient one.
   *
   * @throws {DatabaseUnavailableError} When the database is away; whether a commit that was cut
   *   off took effect is then unknown.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.transactions.getStore()) return work();
    const afterCommit: (() => void)[] = [];
    const result = await this.run(() =>
      this.dataSource.transaction((manager) =>
        this.transactions.run({ manager, afterCommit }, work),
      ),
    );
    for (const callback of afterCommit) callback();
    return result;
  }

  /** Whether the caller takes part in a transaction. */
  get inTransaction(): boolean {
    return this.transactions.getStore() !== undefined;
  }

  /** Calls back once what has been written is visible to others; at once outside a transaction. */
  afterCommit(callback: () => void): void {
    const transaction = this.transactions.getStore();
    if (transaction) transaction.afterCommit.push(callback);
    else callback();
  }

  /** For the paths every request takes: no entity, and on SQLite no promise. Reads committed rows. */
  prepare<Row>(sql: string): PreparedQuery<Row> {
    return prepareQuery<Row>(this.dataSource, sql);
  }
}
