import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { CustomerSettings } from './customer-settings.js';

/** The lock's expiry is set first: MySQL, unlike SQLite, lets later assignments see earlier ones. */
const COUNT = `UPDATE customer_lock
  SET lock_expires = CASE WHEN failures_num + 1 >= ? THEN ? END,
      first_failure = COALESCE(first_failure, ?),
      failures_num = failures_num + 1
  WHERE customer_id = ? AND lock_expires IS NULL`;
const RESTART = `UPDATE customer_lock SET failures_num = 1, first_failure = ?, lock_expires = ?
  WHERE customer_id = ? AND lock_expires <= ?`;
const BEGIN = `INSERT INTO customer_lock (failures_num, first_failure, lock_expires, customer_id)
  VALUES (1, ?, ?, ?)`;
const GIVE_BACK = `UPDATE customer_lock SET failures_num = failures_num - 1, lock_expires = NULL
  WHERE customer_id = ? AND failures_num > 0`;
const RESET = `UPDATE customer_lock SET failures_num = 0, first_failure = NULL, lock_expires = NULL
  WHERE customer_id = ?`;
const NOBODY = 'UPDATE customer_lock SET failures_num = 1 - failures_num WHERE customer_id = 0';

/**
 * Magento's own lock of a customer's account, beside the lock of a name that `SignInThrottler`
 * keeps: wrong passwords are counted until a right one, or until the lock they led to is over.
 *
 * A failure is counted before the password is looked at, and taken back when it was right: of any
 * number of guesses in parallel no more than the limit are answered. Counting is committed by itself
 * ({@link alone}): a failed request takes no count back, and no transaction is open while a password
 * is hashed. Forgetting is part of what a good sign-in or an administrator changes, after the row of
 * the account: both in that order, or they would deadlock.
 */
@Injectable()
export class CustomerLock {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CustomerSettings.token) private readonly settings: CustomerSettings,
  ) {}

  /**
   * Runs one check of a password, and counts it as a failure until {@link reset} is called.
   *
   * @param id Whose; `undefined` for a stranger, who takes the same work and is never locked.
   * @returns `undefined` while the account is locked, without running `check`.
   */
  async attempt<T>(id: number | undefined, check: () => Promise<T>): Promise<T | undefined> {
    if (!(await this.take(id))) return undefined;
    try {
      return await check();
    } catch (error) {
      await this.giveBack(id);
      throw error;
    }
  }

  /** Takes back what {@link attempt} counted, where nothing was decided after all. */
  async giveBack(id: number | undefined): Promise<void> {
    if (this.isOn && id !== undefined) await this.alone(GIVE_BACK, id);
  }

  /** Forgets all failures. Takes part in the ambient transaction. */
  async reset(id: number): Promise<void> {
    if (this.isOn) await this.database.execute(RESET, id);
  }

  private get isOn(): boolean {
    return this.settings.lockMaxFailures > 0 && this.settings.lockSeconds > 0;
  }

  private async take(id: number | undefined): Promise<boolean> {
    if (!this.isOn) return true;
    if (id === undefined) return (await this.alone(NOBODY)) >= 0;
    return (await this.count(id)) || (await this.restart(id)) || (await this.begin(id));
  }

  private async count(id: number): Promise<boolean> {
    const now = this.clock.now();
    const { lockMaxFailures, lockSeconds } = this.settings;
    return (await this.alone(COUNT, lockMaxFailures, now + lockSeconds, now, id)) === 1;
  }

  private async restart(id: number): Promise<boolean> {
    const now = this.clock.now();
    return (await this.alone(RESTART, now, this.firstExpiry(now), id, now)) === 1;
  }

  /** For accounts that something else put into the table of customers. */
  private async begin(id: number): Promise<boolean> {
    const now = this.clock.now();
    try {
      return (await this.alone(BEGIN, now, this.firstExpiry(now), id)) === 1;
    } catch (error) {
      if (isDuplicate(error)) return this.count(id);
      throw error;
    }
  }

  /**
   * Runs a statement outside the attempt that `SignInThrottler` makes a transaction. Relaxed, as its own
   * counts are (`docs/adr/0014`): a power cut loses the last moments of them.
   *
   * @throws {Error} In a transaction that has begun, which the statement would wait for.
   */
  private alone(sql: string, ...parameters: readonly (number | null)[]): Promise<number> {
    return this.database.apart(() => this.database.executeRelaxed(sql, ...parameters));
  }

  private firstExpiry(now: number): number | null {
    return this.settings.lockMaxFailures === 1 ? now + this.settings.lockSeconds : null;
  }
}
