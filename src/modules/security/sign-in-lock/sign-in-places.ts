import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, signInKey, type NumericDate, type SignInName } from '../../../contract/index.js';
import {
  Database,
  isDuplicate,
  type NamedStatement,
  type PreparedQuery,
} from '../../../persistence/index.js';
import { SignInLockPurger } from './sign-in-lock-purger.js';
import { SignInLockSettings } from './sign-in-lock-settings.js';
import * as statements from './sign-in-lock-statements.js';

/** The name that is counted, as the table knows it. */
export interface LockKey {
  readonly type: number;
  readonly digest: string;
}

/** The right to one attempt. */
export interface Place extends LockKey {
  /** Number of the period in which it was taken; see the statements. */
  readonly period: number;
}

interface Row {
  readonly failures: number;
  readonly failures_until: number | string;
}

const READ =
  'SELECT failures, failures_until FROM sign_in_lock WHERE user_type = ? AND name_digest = ?';

/** Two processes may make the same row, and a purge may take it away again. */
const TRIES = 5;

export const lockKey = ({ type, name }: SignInName): LockKey => ({
  type,
  digest: hash('sha256', signInKey(name)),
});

/**
 * Failures and attempts under way, per name, in the table that all processes share. As many may be
 * under way as failures are left: however they end, none goes beyond the limit.
 */
@Injectable()
export class SignInPlaces {
  /** 0: nobody counts. */
  readonly max: number;
  private readonly seconds: number;
  private readonly query: PreparedQuery<Row>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly purger: SignInLockPurger,
    @Inject(SignInLockSettings.token) { maxFailures, seconds }: SignInLockSettings,
  ) {
    this.max = maxFailures;
    this.seconds = seconds;
    this.query = database.prepare<Row>(READ);
  }

  /** @returns A place, or whether the name is locked or all its places are taken just now. */
  async take({ type, digest }: LockKey): Promise<Place | 'locked' | 'full'> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { now, period, leaseEnd: expiresAt } = this.moment();
      const values = { type, digest, now, period, max: this.max, expiresAt };
      if (await this.execute(statements.TAKE_PLACE, values)) return { type, digest, period };
      const row = await this.query.first(type, digest);
      if (row) return (await this.isLocked({ type, digest }, row, now)) ? 'locked' : 'full';
      const first = { type, digest, failures: 0, until: 0, period, places: 1, expiresAt };
      if (await this.insert(first)) return { type, digest, period };
    }
    return 'full';
  }

  /** Takes part in the transaction of what the attempt achieved. */
  async succeed(place: Place): Promise<void> {
    const { sql, bind } = statements.SUCCEED;
    await this.database.execute(sql, ...bind(place));
  }

  /** Counts a failure. @returns Whether this one locks the name. */
  async fail(place: Place): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { now, leaseEnd } = this.moment();
      const until = now + this.seconds;
      const expiresAt = Math.max(until, leaseEnd);
      const values = { ...place, now, until, expiresAt, max: this.max };
      if (await this.execute(statements.FAIL, values)) return false;
      if (await this.execute(statements.FAIL_AND_LOCK, values)) return true;
      // Locked meanwhile, since this attempt outlived its lease: refused attempts do not count.
      if (await this.release(place)) return false;
      const first = { ...place, failures: 1, until, places: 0, expiresAt };
      if (await this.insert(first)) return this.max === 1;
    }
    throw new Error('a failed sign-in could not be counted');
  }

  /** Gives a place back unused. @returns Whether there is a row of that name. */
  async release(place: Place): Promise<boolean> {
    return (await this.execute(statements.RELEASE, { ...place })) > 0;
  }

  /** @returns Whether there were failures that count. */
  async unlock(key: LockKey): Promise<boolean> {
    const { sql, bind } = statements.UNLOCK;
    return (await this.database.execute(sql, ...bind({ ...key, now: this.clock.now() }))) > 0;
  }

  private moment(): { now: NumericDate; period: number; leaseEnd: NumericDate } {
    const now = this.clock.now();
    const period = Math.floor(now / statements.LEASE_PERIOD_SECONDS);
    return { now, period, leaseEnd: (period + 3) * statements.LEASE_PERIOD_SECONDS };
  }

  private async isLocked(key: LockKey, row: Row, now: NumericDate): Promise<boolean> {
    const until = now + this.seconds;
    if (Number(row.failures_until) > until)
      await this.execute(statements.BOUND_LOCK, { ...key, until });
    return Number(row.failures_until) > now && row.failures >= this.max;
  }

  /** Relaxed: that a place was taken, or a guess was wrong, may be lost in a power cut. */
  private execute<Name extends string>(
    { sql, bind }: NamedStatement<Name>,
    values: Parameters<NamedStatement<Name>['bind']>[0],
  ): Promise<number> {
    return this.database.executeRelaxed(sql, ...bind(values));
  }

  private async insert(values: Parameters<typeof statements.MAKE_ROW.bind>[0]): Promise<boolean> {
    try {
      await this.execute(statements.MAKE_ROW, values);
      this.purger.rowMade();
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
