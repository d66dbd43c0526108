import { Injectable } from '@nestjs/common';
import { Clock, signInKey, type NumericDate } from '../../contract/index.js';
import { Database, type PreparedQuery } from '../../persistence/index.js';
import { isInUse } from './admin-status.js';

/** What a sign-in needs of an account. */
export interface AdminCredentials {
  readonly id: number;
  /** The stored hash. */
  readonly password: string;
  /** Switched on, and not expired. */
  readonly isActive: boolean;
}

interface Row {
  readonly user_id: number;
  readonly username_key: string;
  readonly password: string;
  readonly is_active: number;
  /** Text on MariaDB and MySQL. */
  readonly expires_at: number | string | null;
}

const RECORD = `UPDATE admin_user SET password = ?, logdate = ?, lognum = lognum + 1
  WHERE user_id = ? AND password = ? AND is_active = 1
    AND (expires_at IS NULL OR expires_at > ?)`;

/** Reads and marks accounts for signing in. */
@Injectable()
export class AdminSignIn {
  private readonly query: PreparedQuery<Row>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.query = database.prepare<Row>(
      `SELECT user_id, username_key, password, is_active, expires_at FROM admin_user
        WHERE username_key = ?`,
    );
  }

  /** @returns The account of that name; `undefined` for a stranger. */
  async find(username: string): Promise<AdminCredentials | undefined> {
    const key = signInKey(username);
    const row = await this.query.first(key);
    // A binary collation still ignores trailing spaces; this comparison ignores nothing.
    if (!row || row.username_key !== key) return undefined;
    return { id: row.user_id, password: row.password, isActive: isInUse(row, this.clock.now()) };
  }

  /**
   * Notes a good sign-in, on condition that the account is still active and still has the password
   * that was verified: one statement, so that no change in between is missed.
   *
   * @param newHash Replaces an outdated hash.
   * @returns Whether the condition held.
   */
  async record({ id, password }: AdminCredentials, newHash = password): Promise<boolean> {
    const now: NumericDate = this.clock.now();
    return (await this.database.execute(RECORD, newHash, now, id, password, now)) === 1;
  }
}
