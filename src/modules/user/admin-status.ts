import { Inject, Injectable } from '@nestjs/common';
import { Clock, type NumericDate } from '../../contract/index.js';
import { Database, DatabaseSettings, RecentRows } from '../../persistence/index.js';

/** What of an account's row says whether it may be used. */
interface StatusRow {
  readonly is_active: number;
  /** Text on MariaDB and MySQL. */
  readonly expires_at: number | string | null;
}

/** Whether administrators are active, read from the database at most once a second each. */
@Injectable()
export class AdminStatus {
  private readonly recent: RecentRows<number, StatusRow | undefined>;

  constructor(
    database: Database,
    @Inject(DatabaseSettings.token) { maxStalenessSeconds }: DatabaseSettings,
    private readonly clock: Clock,
  ) {
    const query = database.prepare<StatusRow>(
      'SELECT is_active, expires_at FROM admin_user WHERE user_id = ?',
    );
    this.recent = new RecentRows(String, (id) => query.first(id), maxStalenessSeconds);
  }

  /** @returns `false` for an administrator who is deactivated, expired, or not there any more. */
  isActive(id: number): boolean | Promise<boolean> {
    const row = this.recent.get(id);
    return row instanceof Promise ? row.then(this.inUse) : this.inUse(row);
  }

  /** To be called after the commit of a change. */
  forget(id: number): void {
    this.recent.forget(id);
  }

  private readonly inUse = (row: StatusRow | undefined): boolean =>
    row !== undefined && isInUse(row, this.clock.now());
}

/** @returns Whether an account is switched on and not expired. */
export const isInUse = ({ is_active, expires_at }: StatusRow, now: NumericDate): boolean =>
  Boolean(is_active) && (expires_at === null || Number(expires_at) > now);
