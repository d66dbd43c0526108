import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CommitGroup, type CommittingConnection } from './commit-group.js';
import { commitOffThread } from './commit-off-thread.js';
import { SqliteDriver, type SqliteConnection } from './data-source-options.js';
import { Turnstile } from './turnstile.js';

const INSERT = 'INSERT INTO thing (name) VALUES (?)';

/** A group over a real connection, and what it runs there. @param disk What a commit waits for. */
function group(fail: (sql: string) => boolean = () => false, disk = Promise.resolve()) {
  const connection = new SqliteDriver(':memory:') as SqliteConnection & CommittingConnection;
  connection.exec('CREATE TABLE thing (name TEXT UNIQUE)');
  const ran: string[] = [];
  const turnstile = new Turnstile();
  const committed = new CommitGroup(
    () => connection,
    turnstile,
    (sql, parameters) => {
      ran.push(sql);
      if (fail(sql)) throw new Error('the disk is full');
      const statement = connection.prepare(sql) as unknown as {
        run(...values: readonly unknown[]): { changes: number };
      };
      return statement.run(...parameters).changes;
    },
    async () => {
      ran.push('COMMIT, durably');
      if (fail('COMMIT')) throw new Error('the disk is full');
      await disk;
      await commitOffThread(connection);
    },
  );
  const insert = (name: string, durable = true) => committed.changes(INSERT, [name], durable);
  const count = () =>
    (connection.prepare('SELECT COUNT(*) AS n FROM thing').get() as { n: number }).n;
  const waitsForDisk = () => connection.pragma('synchronous');
  return { insert, count, ran, turnstile, committed, waitsForDisk };
}

describe('CommitGroup', () => {
  it('commits what comes in one turn of the event loop once', async () => {
    const { insert, count, ran } = group();
    expect(await Promise.all(['a', 'b', 'c'].map((name) => insert(name)))).toEqual([1, 1, 1]);
    expect(ran).toEqual(['BEGIN IMMEDIATE', INSERT, INSERT, INSERT, 'COMMIT, durably']);
    expect(count()).toBe(3);
  });

  it('leaves the thread for a commit that waits for the disk, and for no other', async () => {
    const { insert, ran } = group();
    await insert('a', false);
    await insert('b');
    expect(ran).toEqual([
      ...['BEGIN IMMEDIATE', INSERT, 'COMMIT'],
      ...['BEGIN IMMEDIATE', INSERT, 'COMMIT, durably'],
    ]);
  });

  it('lets one that breaks a constraint fail alone', async () => {
    const { insert, count } = group();
    const outcomes = await Promise.allSettled(['a', 'a', 'b'].map((name) => insert(name)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_UNIQUE' } });
    expect(count()).toBe(2);
  });

  it('answers nobody well whose commit fails, and goes on after it', async () => {
    let failing = true;
    const { insert, count } = group((sql) => failing && sql === 'COMMIT');
    const outcomes = await Promise.allSettled(['a', 'b'].map((name) => insert(name)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(count()).toBe(0);
    failing = false;
    expect(await Promise.all(['a', 'b'].map((name) => insert(name)))).toEqual([1, 1]);
  });

  it('waits for a transaction of somebody else, and takes along who comes meanwhile', async () => {
    const { insert, ran, turnstile } = group();
    const somebody = {};
    await turnstile.enter(somebody);
    const first = insert('a');
    await new Promise((resolve) => setImmediate(resolve));
    const second = insert('b');
    await new Promise((resolve) => setImmediate(resolve));
    expect(ran).toEqual([]);
    turnstile.leave(somebody);
    expect(await Promise.all([first, second])).toEqual([1, 1]);
    expect(ran).toEqual(['BEGIN IMMEDIATE', INSERT, INSERT, 'COMMIT, durably']);
  });

  it('keeps the connection until its commit is over, whoever of its own gives up waiting', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    let diskAnswers = (): void => {};
    const disk = new Promise<void>((resolve) => (diskAnswers = resolve));
    const { insert, count, turnstile } = group(() => false, disk);
    const first = insert('a');
    await turn();
    const second = insert('b').catch((error: unknown) => error);
    await turn();
    await vi.advanceTimersByTimeAsync(9_000);
    const somebody = {};
    const entered = Promise.resolve(turnstile.enter(somebody));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await second).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await turn();
    expect(turnstile.isHeldBy(somebody)).toBe(false);
    diskAnswers();
    expect(await first).toBe(1);
    await entered;
    expect([turnstile.isHeldBy(somebody), count()]).toEqual([true, 1]);
  });

  it('waits for the disk where one of them must, and not where none has to', async () => {
    const { insert, waitsForDisk, committed } = group();
    await Promise.all([insert('a', false), insert('b', false)]);
    expect(waitsForDisk()).toEqual([{ synchronous: 1 }]);
    await Promise.all([insert('c', false), insert('d', true)]);
    expect(waitsForDisk()).toEqual([{ synchronous: 2 }]);
    await insert('e', false);
    committed.waitForDisk(true);
    expect(waitsForDisk()).toEqual([{ synchronous: 2 }]);
  });
});
