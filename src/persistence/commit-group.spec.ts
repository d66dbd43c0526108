import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CommitGroup, type CommittingConnection } from './commit-group.js';
import { SqliteDriver, type SqliteConnection } from './data-source-options.js';
import { Turnstile } from './turnstile.js';

const INSERT = 'INSERT INTO thing (name) VALUES (?)';

/** A group over a real connection, and what it runs there. @param disk What a flush waits for. */
function group(fail: (sql: string) => boolean = () => false, disk = Promise.resolve()) {
  const connection = new SqliteDriver(':memory:') as SqliteConnection & CommittingConnection;
  connection.exec('CREATE TABLE thing (name TEXT UNIQUE)');
  const ran: string[] = [];
  const turnstile = new Turnstile();
  const run = (sql: string, parameters: readonly unknown[]): number => {
    ran.push(sql);
    if (fail(sql)) throw new Error('the disk is full');
    const statement = connection.prepare(sql) as unknown as {
      run(...values: readonly unknown[]): { changes: number };
    };
    return statement.run(parameters).changes;
  };
  const flush = async (): Promise<void> => {
    ran.push('flush');
    if (fail('flush')) throw new Error('the disk has failed');
    await disk;
  };
  const committed = new CommitGroup(() => connection, turnstile, run, flush);
  const insert = (name: string, durable = true) => committed.changes(INSERT, [name], durable);
  const count = () =>
    (connection.prepare('SELECT COUNT(*) AS n FROM thing').get([]) as { n: number }).n;
  return { insert, count, ran, turnstile };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('CommitGroup', () => {
  it('commits what comes in one turn of the event loop once', async () => {
    const { insert, count, ran } = group();
    expect(await Promise.all(['a', 'b', 'c'].map((name) => insert(name)))).toEqual([1, 1, 1]);
    expect(ran).toEqual(['BEGIN IMMEDIATE', INSERT, INSERT, INSERT, 'COMMIT', 'flush']);
    expect(count()).toBe(3);
  });

  it('waits for the disk for who wants it, and answers the others before', async () => {
    let diskAnswers = (): void => {};
    const disk = new Promise<void>((resolve) => (diskAnswers = resolve));
    const { insert, ran } = group(() => false, disk);
    await insert('a', false);
    expect(ran).toEqual(['BEGIN IMMEDIATE', INSERT, 'COMMIT']);
    let isDurable = false;
    const durable = insert('b').then(() => (isDurable = true));
    await insert('c', false);
    expect(ran.slice(3)).toEqual(['BEGIN IMMEDIATE', INSERT, INSERT, 'COMMIT', 'flush']);
    expect(isDurable).toBe(false);
    diskAnswers();
    expect(await durable).toBe(true);
  });

  it('lets others write while it waits for the disk', async () => {
    const { insert, count, turnstile } = group(() => false, new Promise(() => {}));
    void insert('a');
    await turn();
    const somebody = {};
    await turnstile.enter(somebody);
    expect([turnstile.isHeldBy(somebody), count()]).toEqual([true, 1]);
  });

  it('tells those who wait for the disk that it has failed, and nobody else', async () => {
    const { insert, count } = group((sql) => sql === 'flush');
    const outcomes = await Promise.allSettled([insert('a'), insert('b', false)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(count()).toBe(2);
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
    expect(ran).toEqual(['BEGIN IMMEDIATE', INSERT, INSERT, 'COMMIT', 'flush']);
  });

  it('lets nobody in whose turn it is not, whoever of its own gives up waiting', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { insert, count, turnstile } = group();
    const [somebody, next] = [{}, {}];
    await turnstile.enter(somebody);
    const first = insert('a').catch((error: unknown) => error);
    await turn();
    await vi.advanceTimersByTimeAsync(9_000);
    const entered = Promise.resolve(turnstile.enter(next));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await first).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect([turnstile.isHeldBy(somebody), turnstile.isHeldBy(next)]).toEqual([true, false]);
    turnstile.leave(somebody);
    await entered;
    expect([turnstile.isHeldBy(next), count()]).toEqual([true, 0]);
  });
});
