import { describe, expect, it } from 'vitest';
import { DatabaseUnavailableError, type Database } from '../../src/persistence/index.js';
import { retryConflicts } from '../../src/modules/refresh-session/retry-conflicts.js';

const outside = { inTransaction: false } as Database;

const failing = (code: string, times: number) => {
  const state = { runs: 0 };
  const work = async (): Promise<string> => {
    state.runs += 1;
    if (state.runs > times) return 'done';
    throw new DatabaseUnavailableError({ cause: { driverError: { code } } });
  };
  return { state, work };
};

describe('a conflict of two transactions', () => {
  it.each(['ER_LOCK_DEADLOCK', 'ER_CHECKREAD', 'SQLITE_BUSY_SNAPSHOT'])(
    'REF-14 is settled by doing the work again (%s)',
    async (code) => {
      const { state, work } = failing(code, 2);
      expect([await retryConflicts(outside, work), state.runs]).toEqual(['done', 3]);
    },
  );

  it('REF-14 is given up after a while', async () => {
    const { state, work } = failing('ER_LOCK_DEADLOCK', 99);
    await expect(retryConflicts(outside, work)).rejects.toBeInstanceOf(DatabaseUnavailableError);
    expect(state.runs).toBe(5);
  });

  it('is the business of whoever began the transaction', async () => {
    const { state, work } = failing('ER_LOCK_DEADLOCK', 1);
    const inside = { inTransaction: true } as Database;
    await expect(retryConflicts(inside, work)).rejects.toBeInstanceOf(DatabaseUnavailableError);
    expect(state.runs).toBe(1);
  });

  it.each(['ECONNREFUSED', 'ER_LOCK_WAIT_TIMEOUT'])('is not what %s is', async (code) => {
    const { state, work } = failing(code, 1);
    await expect(retryConflicts(outside, work)).rejects.toBeInstanceOf(DatabaseUnavailableError);
    expect(state.runs).toBe(1);
  });
});
