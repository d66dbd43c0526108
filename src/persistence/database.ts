import type { DataSource, EntityManager } from 'typeorm';
import { ContextStorage } from '../kernel/index.js';
import { changesOf } from './changes-of.js';
import { translate, translated } from './errors.js';
import { LateTransaction } from './late-transaction.js';
import { loneStatements, type LoneStatements } from './lone-statements.js';
import {
  prepareKeyedQuery,
  prepareQuery,
  type KeyedQuery,
  type PreparedQuery,
  rowsOf,
  type QueryParameter,
} from './prepared-query.js';
import { RowUpdateStatement, type RowUpdate, type RowUpdateText } from './row-update.js';
import { UpdateGroup, type MarkedRow } from './update-group.js';

/** SQL differs between these two in a few places, upserts above all. */
export type Dialect = 'sqlite' | 'mysql';

/**
 * The one door to the database. A transaction is ambient: whatever runs inside `transaction()`,
 * however deep, takes part in it, so that a password change and the revocations of all modules
 * that hear of it are one. (Passing a manager along would put TypeORM into the contracts.)
 */
export class Database {
  readonly dialect: Dialect;
  private readonly transactions = new ContextStorage<LateTransaction>();
  private readonly lone: LoneStatements;

  constructor(readonly dataSource: DataSource) {
    this.dialect = dataSource.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
    this.lone = loneStatements(dataSource);
  }

  /**
   * Runs statements in the ambient transaction, or each on its own where there is none.
   *
   * @throws {DatabaseUnavailableError} When the database is away or overloaded.
   */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      const transaction = this.ambient;
      return await work(transaction ? await transaction.begin() : this.dataSource.manager);
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
    const transaction = this.ambient;
    if (!transaction) return this.alone(sql, parameters, true);
    const opens = !transaction.begun;
    const affected = await this.run(({ queryRunner }) => changesOf(queryRunner!, sql, parameters));
    if (opens && affected === 0) await transaction.abandon();
    return affected;
  }

  /**
   * The same for what may be lost in a power cut, though never in a crash: on SQLite the commit
   * does not wait for the disk. Takes part in the ambient transaction, and is then no less durable.
   */
  async executeRelaxed(
    sql: string,
    ...parameters: readonly (QueryParameter | null)[]
  ): Promise<number> {
    if (this.ambient) return this.execute(sql, ...parameters);
    return this.alone(sql, parameters, false);
  }

  /**
   * Makes everything that `work` does to the database one transaction; joins the ambient one.
   *
   * @throws {DatabaseUnavailableError} When the database is away; whether a commit that was cut
   *   off took effect is then unknown.
   */
  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.within(true, work);
  }

  /**
   * The same, but the transaction begins with the first statement of `run` or `execute`: what
   * comes before it, such as a password hash, holds no lock. An `execute` that would open it and
   * changes no row leaves it unopened. Once it is open, wait for nothing but the database.
   */
  lateTransaction<T>(work: () => Promise<T>): Promise<T> {
    return this.within(false, work);
  }

  /**
   * Runs `work` outside the caller's {@link lateTransaction}, for what has to be committed whatever
   * becomes of that.
   *
   * @throws {Error} In a transaction that has begun: on SQLite, where only one can write, the two
   *   would wait for each other. See {@link afterEnd}.
   */
  apart<T>(work: () => Promise<T>): Promise<T> {
    if (this.inTransaction) throw new Error('this must not be part of a transaction');
    return this.transactions.exit(work);
  }

  /** Whether the caller takes part in a transaction. */
  get inTransaction(): boolean {
    return this.ambient?.begun ?? false;
  }

  /** Calls back once what has been written is visible to others; at once outside a transaction. */
  afterCommit(callback: () => void): void {
    const transaction = this.ambient;
    if (transaction) transaction.afterCommit.push(callback);
    else callback();
  }

  /**
   * Runs `work` when the ambient transaction is over, whichever way it ends, and before its caller
   * goes on; outside a transaction at once. For what a rollback must not take back.
   */
  async afterEnd(work: () => Promise<void>): Promise<void> {
    const transaction = this.ambient;
    if (transaction) transaction.afterEnd.push(work);
    else await work();
  }

  /** For the paths every request takes: no entity, and on SQLite no promise. Reads committed rows. */
  prepare<Row>(sql: string): PreparedQuery<Row> {
    return prepareQuery<Row>(this.dataSource, sql);
  }

  /**
   * The same for one row that is looked for by one key: on MariaDB and MySQL, lookups that come at
   * the same time share a statement.
   *
   * @param sql Ends with the key: `IN (?)`.
   * @param keyOf The key of a row that it yields.
   */
  prepareKeyed<Row>(sql: string, keyOf: (row: Row) => QueryParameter): KeyedQuery<Row> {
    return prepareKeyedQuery<Row>(this.dataSource, sql, keyOf);
  }

  /**
   * For a row that is changed on condition, by many requests at a time: on MariaDB, changes that come
   * at the same time share a statement. Each is as durable as one of {@link execute}, and
   * takes part in the ambient transaction.
   */
  prepareUpdate(text: RowUpdateText): RowUpdate {
    const statement = new RowUpdateStatement(text);
    const isMariaDb = this.dataSource.options.type === 'mariadb';
    const group = isMariaDb ? this.updateGroup(statement) : undefined;
    return async (change) => {
      if (group && !this.ambient) return translated(group.run(change));
      const { sql, values } = statement.bind([change]);
      return (await this.execute(sql, ...values)) > 0;
    };
  }

  private updateGroup(statement: RowUpdateStatement): UpdateGroup {
    return new UpdateGroup(statement, {
      change: ({ sql, values }) => this.lone.changes(sql, values, true),
      find: (sql, ids) => rowsOf<MarkedRow>(this.dataSource, sql, ids),
    });
  }

  /** What was started in a transaction and outlives it, such as a timer, takes part in nothing. */
  private get ambient(): LateTransaction | undefined {
    const transaction = this.transactions.current();
    return transaction?.ended ? undefined : transaction;
  }

  private async within<T>(atOnce: boolean, work: () => Promise<T>): Promise<T> {
    if (this.ambient) return work();
    const transaction = new LateTransaction(this.dataSource);
    try {
      return await this.transactions.run(transaction, () => transaction.run(atOnce, work));
    } catch (error) {
      throw translate(error);
    } finally {
      for (const each of transaction.afterEnd) await each();
    }
  }

  private alone(
    sql: string,
    parameters: readonly (QueryParameter | null)[],
    durable: boolean,
  ): Promise<number> {
    return translated(this.lone.changes(sql, parameters, durable));
  }
}
