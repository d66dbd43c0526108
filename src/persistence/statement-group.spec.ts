import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StatementGroup } from './statement-group.js';

/** A server that answers when it is told to, or fails. */
function server(fault?: (items: readonly string[]) => object | undefined) {
  const statements: string[][] = [];
  const answers: (() => void)[] = [];
  const group = new StatementGroup<string, string>(async (items) => {
    statements.push([...items]);
    await new Promise<void>((resolve) => answers.push(resolve));
    const failure = fault?.(items);
    if (failure) throw failure;
    return items.map((item) => `${item}!`);
  });
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await setImmediate();
  };
  return { group, statements, answer };
}

const mistake = (sqlState: string, code = ''): Error =>
  Object.assign(new Error(sqlState), { sqlState, code });

describe('a group of statements', () => {
  it('is what comes in one turn of the event loop', async () => {
    const { group, statements, answer } = server();
    const outcomes = Promise.all(['a', 'b', 'c', 'd'].map((item) => group.run(item)));
    await setImmediate();
    expect(statements).toEqual([['a', 'b', 'c', 'd']]);
    await answer();
    expect(await outcomes).toEqual(['a!', 'b!', 'c!', 'd!']);
  });

  it('is what comes while another is on its way, as many as there is a statement for', async () => {
    const { group, statements, answer } = server();
    const first = group.run('first');
    await setImmediate();
    const items = Array.from({ length: 9 }, (_, index) => String(index));
    const others = Promise.all(items.map((item) => group.run(item)));
    await setImmediate();
    expect(statements).toEqual([['first']]);
    for (let count = 0; count < 3; count += 1) await answer();
    expect(statements).toEqual([['first'], items.slice(0, 8), ['8']]);
    expect([await first, ...(await others)]).toEqual([
      'first!',
      ...items.map((item) => `${item}!`),
    ]);
  });

  it('is held up for a moment only by one that hangs', async () => {
    const { group, statements, answer } = server();
    const stuck = group.run('stuck');
    await setImmediate();
    const others = ['a', 'b', 'c'].map((item) => group.run(item));
    await sleep(100);
    expect(statements).toEqual([['stuck'], ['a', 'b', 'c']]);
    for (let count = 0; count < 3; count += 1) await answer();
    expect(await Promise.all([stuck, ...others])).toEqual(['stuck!', 'a!', 'b!', 'c!']);
    // What was overtaken holds up nobody afterwards either.
    const [next, after] = [group.run('next'), group.run('after')];
    await setImmediate();
    await answer();
    expect([await next, await after]).toEqual(['next!', 'after!']);
    expect(statements.at(-1)).toEqual(['next', 'after']);
  });

  it.each([
    ['22001', 'ER_DATA_TOO_LONG'],
    ['23000', 'ER_DUP_ENTRY'],
    ['40001', 'ER_LOCK_DEADLOCK'],
    ['HY000', 'ER_LOCK_WAIT_TIMEOUT'],
  ])(
    'goes one by one where the server refuses it with %s %s, and only the culprit is told',
    async (state, code) => {
      const { group, statements, answer } = server((items) =>
        items.includes('bad') ? mistake(state, code) : undefined,
      );
      const outcomes = Promise.allSettled(['a', 'bad', 'b', 'c'].map((item) => group.run(item)));
      await setImmediate();
      for (let count = 0; count < 5; count += 1) await answer();
      expect((await outcomes).map((each) => (each as { value?: string }).value)).toEqual([
        'a!',
        undefined,
        'b!',
        'c!',
      ]);
      expect(statements.slice(1)).toEqual([['a'], ['bad'], ['b'], ['c']]);
    },
  );

  it('fails as a whole where the server is away, and is not sent twice', async () => {
    const { group, statements, answer } = server(() => mistake('08S01'));
    const outcomes = Promise.allSettled(['a', 'b'].map((item) => group.run(item)));
    await setImmediate();
    await answer();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(statements).toEqual([['a', 'b']]);
  });
});
