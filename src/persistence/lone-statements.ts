import type { DataSource } from 'typeorm';
import { InsertGroups } from './insert-group.js';
import { readerPoolOf, type QueryParameter } from './prepared-query.js';
import { commitGroupOf } from './serialize-sqlite.js';

/**
 * Statements outside any transaction, past TypeORM, whose runner costs more than most of them.
 */
export interface LoneStatements {
  /**
   * @param durable Whether the commit waits for the disk; MariaDB and MySQL have their own setting.
   * @returns How many rows it changed.
   */
  changes(
    sql: string,
    parameters: readonly (QueryParameter | null)[],
    durable: boolean,
  ): Promise<number>;
}

export const loneStatements = (dataSource: DataSource): LoneStatements =>
  commitGroupOf(dataSource) ?? new MysqlStatements(dataSource);

/** Over the readers' connections: none of these waits for anything while it holds one. */
class MysqlStatements implements LoneStatements {
  private readonly groups = new InsertGroups((sql, values) => this.run(sql, values));

  constructor(private readonly dataSource: DataSource) {}

  changes(sql: string, values: readonly (QueryParameter | null)[]): Promise<number> {
    return this.groups.changes(sql, values);
  }

  private run(sql: string, values: readonly (QueryParameter | null)[]): Promise<number> {
    return new Promise((resolve, reject) => {
      if (!this.dataSource.isInitialized) throw new Error('the database is closed');
      readerPoolOf(this.dataSource).execute({ sql, values }, (error, result) => {
        if (error) reject(error as Error);
        else resolve((result as { affectedRows?: number }).affectedRows ?? 0);
      });
    });
  }
}
