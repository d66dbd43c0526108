import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqliteDriver } from '../../src/persistence/data-source-options.js';
import { Database, DatabaseUnavailableError, type RowUpdate } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { BASE, startTestApp, type TestApp } from '../support/test-app.js';
import { timeFlies } from '../support/time-flies.js';

const INSERT_ONE =
  'INSERT INTO token_revocation (user_type, user_id, revoke_before) VALUES (2, ?, 2)';
const INSERT = 'INSERT INTO token_revocation (user_type, user_id, revoke_before) VALUES (2, ?, 1)';

describeOnEachDatabase('the database', (kind) => {
  let test: TestApp;
  let database: Database;

  beforeEach(async () => {
    test = await startTestApp({ modules: BASE, kind });
    database = test.get(Database);
  });
  afterEach(() => test.stop());

  const insert = (id: number): Promise<unknown> =>
    database.run((manager) => manager.query(INSERT, [id]));

  const ids = async (): Promise<number[]> => {
    const rows = await database.dataSource.query<{ user_id: number }[]>(
      'SELECT user_id FROM token_revocation ORDER BY user_id',
    );
    return rows.map((row) => row.user_id);
  };

  it('takes null for the only value of a statement', async () => {
    const rows = await database.run<{ given: unknown }[]>((manager) =>
      manager.query('SELECT ? AS given', [null]),
    );
    expect(rows[0]?.given).toBeNull();
    expect(await database.execute('DELETE FROM token_revocation WHERE user_id = ?', null)).toBe(0);
  });

  it('keeps transactions that run at the same time apart', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((id) =>
        database.transaction(async () => {
          await insert(id);
          await sleep(5);
          if (id === 1) throw new Error('roll back');
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await ids()).toEqual([2, 3, 4]);
  });

  it('keeps a write outside a transaction when one beside it is rolled back', async () => {
    const rolledBack = database.transaction(async () => {
      await insert(1);
      await sleep(20);
      throw new Error('roll back');
    });
    await Promise.all([expect(rolledBack).rejects.toThrow('roll back'), insert(2)]);
    expect(await ids()).toEqual([2]);
  });

  it('makes a transaction inside a transaction part of it', async () => {
    const outer = database.transaction(async () => {
      await database.transaction(() => insert(1));
      throw new Error('roll back');
    });
    await expect(outer).rejects.toThrow('roll back');
    expect(await ids()).toEqual([]);
  });

  it('shows prepared queries what is committed, and nothing that is not', async () => {
    const query = database.prepare<{ user_id: number }>(
      'SELECT user_id FROM token_revocation WHERE user_id = ?',
    );
    await database.transaction(async () => {
      await insert(7);
      expect(await query.first(7)).toBeUndefined();
    });
    expect((await query.first(7))?.user_id).toBe(7);
  });

  it('finds for each of many keys at once its own row, and for others none', async () => {
    const query = database.prepareKeyed<{ user_id: number; revoke_before: number | string }>(
      'SELECT user_id, revoke_before FROM token_revocation WHERE user_type = 2 AND user_id IN (?)',
      (row) => row.user_id,
    );
    for (const id of [1, 2, 3]) await insert(id);
    const keys = [3, 1, 4, 1, 5, 2, 6, 5, 3];
    const rows = await Promise.all(keys.map(async (key) => query.byKey(key)));
    expect(rows.map((row) => row?.user_id ?? 0)).toEqual([3, 1, 0, 1, 0, 2, 0, 0, 3]);
    await insert(4);
    expect((await query.byKey(4))?.user_id).toBe(4);
    expect(() =>
      database.prepareKeyed('SELECT user_id FROM token_revocation WHERE user_id = ?', String),
    ).toThrow('ends with IN (?)');
  });

  describe('changes of rows at the same time', () => {
    const change = (id: number, to: string, from: string) => ({
      id,
      set: [to, null],
      where: [from],
    });
    let update: RowUpdate;

    beforeEach(async () => {
      update = database.prepareUpdate({
        table: 'opaque_token',
        always: 'expires_at = expires_at + 1',
        set: ['digest', 'claims'],
        marks: ['digest'],
        where: ['digest ='],
      });
      for (let id = 1; id <= 12; id += 1)
        await database.execute(
          `INSERT INTO opaque_token (id, digest, user_type, user_id, issued_at, expires_at, claims)
           VALUES (?, ?, 2, 1, 1, ?, '{}')`,
          id,
          `old ${id}`,
          100 * id,
        );
    });

    const rows = async (): Promise<unknown[]> => {
      const found = await database.dataSource.query<Record<string, unknown>[]>(
        'SELECT id, digest, expires_at, claims FROM opaque_token ORDER BY id',
      );
      return found.map(({ id, digest, expires_at, claims }) => [
        id,
        digest,
        Number(expires_at),
        claims,
      ]);
    };

    it('succeed each by itself: where the row is as expected, and there alone', async () => {
      const ids = [7, 3, 99, 12, 1, 5, 4];
      const wrong = new Set([3, 4]);
      const outcomes = await Promise.all(
        ids.map((id) => update(change(id, `new ${id}`, wrong.has(id) ? 'other' : `old ${id}`))),
      );
      expect(outcomes).toEqual([true, false, false, true, true, true, false]);
      const changed = new Set([7, 12, 1, 5]);
      expect(await rows()).toEqual(
        Array.from({ length: 12 }, (_, index) => index + 1).map((id) =>
          changed.has(id)
            ? [id, `new ${id}`, 100 * id + 1, null]
            : [id, `old ${id}`, 100 * id, '{}'],
        ),
      );
      expect(await update(change(1, 'newer', 'new 1'))).toBe(true);
      expect(await update(change(1, 'newest', 'new 1'))).toBe(false);
    });

    it('have one winner per row, and leave no row half changed', async () => {
      for (let round = 0; round < 20; round += 1) {
        const ids = Array.from({ length: 48 }, (_, index) => (index % 12) + 1);
        const from = (id: number) => (round === 0 ? `old ${id}` : `${id}.${round - 1}`);
        const done = await Promise.all(
          ids.map((id) => update(change(id, `${id}.${round}`, from(id)))),
        );
        for (let id = 1; id <= 12; id += 1)
          expect(done.filter((each, index) => each && ids[index] === id)).not.toEqual([]);
        expect(await rows()).toEqual(
          Array.from({ length: 12 }, (_, index) => [
            index + 1,
            `${index + 1}.${round}`,
            100 * (index + 1) + round + 1,
            null,
          ]),
        );
      }
    });

    it('hold no row that somebody wants while they wait for one that he has', async () => {
      const lock = (id: number): Promise<unknown> =>
        kind === 'sqlite'
          ? database.execute('UPDATE opaque_token SET user_id = 2 WHERE id = ?', id)
          : database.run((manager) =>
              manager.query('SELECT id FROM opaque_token WHERE id = ? FOR UPDATE', [id]),
            );
      let has = (): void => {};
      const hasOne = new Promise<void>((resolve) => (has = resolve));
      const somebody = database.transaction(async () => {
        await lock(2);
        has();
        await sleep(100);
        await lock(1);
        return 'done';
      });
      await hasOne;
      const changes = [1, 2, 3].map((id) => update(change(id, `new ${id}`, `old ${id}`)));
      expect(await somebody).toBe('done');
      expect(await Promise.all(changes)).toEqual([true, true, true]);
    });

    it('take part in the transaction they are made in', async () => {
      const outcome = database.transaction(async () => {
        expect(await update(change(1, 'new 1', 'old 1'))).toBe(true);
        expect(await update(change(1, 'newer', 'old 1'))).toBe(false);
        throw new Error('roll back');
      });
      const beside = update(change(2, 'new 2', 'old 2'));
      await expect(outcome).rejects.toThrow('roll back');
      expect(await beside).toBe(true);
      expect((await rows()).slice(0, 2)).toEqual([
        [1, 'old 1', 100, '{}'],
        [2, 'new 2', 201, null],
      ]);
    });
  });

  it('calls back after the commit, and not at all after a rollback', async () => {
    const calls: string[] = [];
    await database.transaction(async () => {
      database.afterCommit(() => calls.push('committed'));
      await insert(1);
      expect(calls).toEqual([]);
    });
    await database
      .transaction(async () => {
        database.afterCommit(() => calls.push('rolled back'));
        throw new Error('roll back');
      })
      .catch(() => {});
    database.afterCommit(() => calls.push('outside'));
    expect(calls).toEqual(['committed', 'outside']);
  });

  it('answers others while a commit is on its way to the disk', async () => {
    let isOver = false;
    const done = database.transaction(() => insert(1)).then(() => (isOver = true));
    // All that can happen before the event loop goes on.
    for (let turn = 0; turn < 1_000; turn += 1) await Promise.resolve();
    expect(isOver).toBe(false);
    expect(await done).toBe(true);
  });

  it('closes after the commits that are on their way', async () => {
    const changes = Array.from({ length: 5 }, (_, id) =>
      database
        .transaction(() => insert(id))
        .then(
          () => 'committed',
          () => 'refused',
        ),
    );
    await new Promise(setImmediate);
    await database.dataSource.destroy();
    expect(['committed', 'refused']).toEqual(expect.arrayContaining(await Promise.all(changes)));
  });

  const writes: Readonly<Record<string, () => Promise<unknown>>> = {
    execute: () => database.execute(INSERT_ONE, 1),
    executeRelaxed: () => database.executeRelaxed(INSERT_ONE, 1),
    query: () => database.run((manager) => manager.query('DELETE FROM token_revocation')),
  };
  // Elsewhere nobody holds a file.
  it.each(kind === 'sqlite' ? Object.keys(writes) : [])(
    'goes on after an %s that was refused because another process held the file',
    async (way) => {
      const holder = new SqliteDriver(String(database.dataSource.options.database));
      holder.exec('BEGIN IMMEDIATE');
      timeFlies();
      await expect(writes[way]!()).rejects.toBeInstanceOf(DatabaseUnavailableError);
      vi.restoreAllMocks();
      holder.exec('ROLLBACK');
      holder.close();
      await database.transaction(() => insert(2));
      await database.execute('DELETE FROM token_revocation WHERE user_id = ?', 3);
      expect(await ids()).toEqual([2]);
    },
  );

  it.each(kind === 'sqlite' ? [...Object.keys(writes), 'transaction'] : [])(
    'goes on with everything else while another process holds the file, and then with an %s',
    async (way) => {
      const holder = new SqliteDriver(String(database.dataSource.options.database));
      holder.exec('BEGIN IMMEDIATE');
      // In this process: whoever waited without letting it go on would wait in vain.
      setTimeout(() => holder.exec('ROLLBACK'), 200);
      await (writes[way] ?? (() => database.transaction(() => insert(1))))();
      holder.close();
      expect(await ids()).toEqual(way === 'query' ? [] : [1]);
    },
  );

  it('begins a late transaction with the first statement that changes something', async () => {
    const nothing = 'UPDATE token_revocation SET revoke_before = 2 WHERE user_id = 99';
    await database.lateTransaction(async () => {
      expect(await database.execute(nothing)).toBe(0);
      expect(database.inTransaction).toBe(false);
      await insert(1);
      expect(database.inTransaction).toBe(true);
    });
    const rolledBack = database.lateTransaction(async () => {
      await insert(2);
      throw new Error('roll back');
    });
    await expect(rolledBack).rejects.toThrow('roll back');
    expect(await ids()).toEqual([1]);
  });

  it('leaves what outlives a transaction outside it', async () => {
    const outlived = await database.transaction(async () => {
      await insert(1);
      return { work: sleep(50).then(() => insert(2)) };
    });
    await outlived.work;
    expect(await ids()).toEqual([1, 2]);
  });

  it('runs what a rollback must not take back when the transaction is over', async () => {
    const rolledBack = database.transaction(async () => {
      await insert(1);
      await database.afterEnd(async () => void (await insert(2)));
      throw new Error('roll back');
    });
    await expect(rolledBack).rejects.toThrow('roll back');
    expect(await ids()).toEqual([2]);
    await expect(database.transaction(() => database.apart(async () => {}))).rejects.toThrow(
      'must not be part of a transaction',
    );
  });

  it('lets more transactions read than there are connections', async () => {
    const query = database.prepare('SELECT user_id FROM token_revocation WHERE user_id = ?');
    await Promise.all(
      Array.from({ length: 30 }, (_, id) =>
        database.transaction(async () => {
          await insert(id);
          await query.first(id);
        }),
      ),
    );
    expect(await ids()).toHaveLength(30);
  });

  it('counts to two hundred when two hundred transactions each add one', async () => {
    await insert(1);
    await Promise.all(
      Array.from({ length: 200 }, () =>
        database.transaction(async () => {
          const lock = kind === 'mariadb' ? ' FOR UPDATE' : '';
          const [row] = await database.run((manager) =>
            manager.query(
              `SELECT revoke_before AS n FROM token_revocation WHERE user_id = 1${lock}`,
            ),
          );
          await database.run((manager) =>
            manager.query('UPDATE token_revocation SET revoke_before = ? WHERE user_id = 1', [
              Number(row.n) + 1,
            ]),
          );
        }),
      ),
    );
    const [row] = await database.dataSource.query(
      'SELECT revoke_before AS n FROM token_revocation',
    );
    expect(Number(row.n)).toBe(201);
  });
});
