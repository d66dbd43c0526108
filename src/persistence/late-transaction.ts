import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** A transaction that begins with its first statement; see `Database.lateTransaction`. */
export class LateTransaction {
  readonly afterCommit: (() => void)[] = [];
  readonly afterEnd: (() => Promise<void>)[] = [];
  /** Committed, rolled back, or never begun and over. */
  ended = false;
  private runner: QueryRunner | undefined;
  private beginning: Promise<void> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  get begun(): boolean {
    return this.beginning !== undefined;
  }

  /** Begins, unless it has. @returns What statements of the transaction go through. */
  async begin(): Promise<EntityManager> {
    this.runner ??= this.dataSource.createQueryRunner();
    this.beginning ??= this.runner.startTransaction();
    await this.beginning;
    return this.runner.manager;
  }

  /** Undoes the beginning: nothing has been changed, and the next statement begins again. */
  async abandon(): Promise<void> {
    await this.runner?.rollbackTransaction();
    // Whoever goes back to hashing must not keep a connection meanwhile.
    await this.runner?.release();
    this.runner = undefined;
    this.beginning = undefined;
  }

  /** Runs `work`, then commits what there is to commit. @param atOnce Begins before it. */
  async run<T>(atOnce: boolean, work: () => Promise<T>): Promise<T> {
    try {
      if (atOnce) await this.begin();
      const result = await work();
      if (this.begun) await this.runner?.commitTransaction();
      this.ended = true;
      for (const callback of this.afterCommit) callback();
      return result;
    } catch (error) {
      await this.rollback();
      throw error;
    } finally {
      this.ended = true;
      await this.runner?.release();
    }
  }

  /** A rollback that fails, the connection being gone, must not hide what led to it. */
  private async rollback(): Promise<void> {
    if (!this.runner?.isTransactionActive) return;
    await this.runner.rollbackTransaction().catch(() => {});
  }
}
