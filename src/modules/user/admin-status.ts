import { Inject, Injectable } from '@nestjs/common';
import { Database, DatabaseSettings, RecentRows } from '../../persistence/index.js';

/** Whether administrators are active, read from the database at most once a second each. */
@Injectable()
export class AdminStatus {
  private readonly recent: RecentRows<number, boolean>;

  constructor(
    database: Database,
    @Inject(DatabaseSettings.token) { maxStalenessSeconds }: DatabaseSettings,
  ) {
    const query = database.prepare<{ is_active: number }>(
      'SELECT is_active FROM admin_user WHERE user_id = ?',
    );
    const active = (row: { is_active: number } | undefined): boolean => Boolean(row?.is_active);
    this.recent = new RecentRows(
      String,
      (id) => {
        const row = query.first(id);
        return row instanceof Promise ? row.then(active) : active(row);
      },
      maxStalenessSeconds,
    );
  }

  /** @returns `false` for an administrator who is deactivated, or does not exist any more. */
  isActive(id: number): boolean | Promise<boolean> {
    return this.recent.get(id);
  }

  /** To be called after the commit of a change. */
  forget(id: number): void {
    this.recent.forget(id);
  }
}
