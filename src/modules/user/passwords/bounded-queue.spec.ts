import { describe, expect, it } from 'vitest';
import { BoundedQueue } from './bounded-queue.js';

class FullError extends Error {}

/** A queue, and tasks that note their start and end only when told to. */
function setUp(concurrency: number, queue: number) {
  const bounded = new BoundedQueue({ concurrency, queue }, () => new FullError());
  const started: string[] = [];
  const begin = (name: string) => {
    let finish = () => {};
    let fail = () => {};
    const end = new Promise<string>((resolve, reject) => {
      finish = () => resolve(name);
      fail = () => reject(new Error(`${name} failed`));
    });
    const result = bounded.run(() => {
      started.push(name);
      return end;
    });
    return { result, finish, fail };
  };
  return { bounded, started, begin };
}

/** Lets everything that is due now happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('BoundedQueue', () => {
  it('returns what the task returns', async () => {
    const { begin } = setUp(1, 0);
    const task = begin('a');
    task.finish();
    expect(await task.result).toBe('a');
  });

  it('runs no more tasks at once than it may, whatever order they end in', async () => {
    const queue = new BoundedQueue({ concurrency: 3, queue: 100 }, () => new FullError());
    let running = 0;
    let most = 0;
    const task = async (turns: number) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < turns; turn += 1) await settle();
      running -= 1;
    };
    await Promise.all(Array.from({ length: 40 }, (_, index) => queue.run(() => task(index % 4))));
    expect(most).toBe(3);
    expect(running).toBe(0);
  });

  it('says whether there is room', async () => {
    const { bounded, begin } = setUp(1, 1);
    const [running, waiting] = [begin('a'), (bounded.checkRoom(), begin('b'))];
    expect(() => bounded.checkRoom()).toThrow(FullError);
    running.finish();
    waiting.finish();
    await Promise.all([running.result, waiting.result]);
    expect(() => bounded.checkRoom()).not.toThrow();
  });

  it('starts waiting tasks in the order of their arrival', async () => {
    const { started, begin } = setUp(2, 3);
    const tasks = ['a', 'b', 'c', 'd', 'e'].map(begin);
    await settle();
    expect(started).toEqual(['a', 'b']);
    tasks[1]?.finish();
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
    tasks[0]?.finish();
    await settle();
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('hands a free place to the one who waits and not to a newcomer', async () => {
    const { started, begin } = setUp(1, 2);
    const first = begin('first');
    begin('waiting');
    await settle();
    first.finish();
    await first.result;
    begin('newcomer');
    await settle();
    expect(started).toEqual(['first', 'waiting']);
  });

  it('refuses a task when every place is taken, and never starts it', async () => {
    const { started, begin } = setUp(1, 1);
    const [first, second] = [begin('first'), begin('second')];
    await expect(begin('third').result).rejects.toBeInstanceOf(FullError);
    first.finish();
    second.finish();
    expect(await Promise.all([first.result, second.result])).toEqual(['first', 'second']);
    expect(started).toEqual(['first', 'second']);
  });

  it('takes tasks again once there is room', async () => {
    const { begin } = setUp(1, 0);
    const first = begin('first');
    await expect(begin('second').result).rejects.toBeInstanceOf(FullError);
    first.finish();
    await first.result;
    const third = begin('third');
    third.finish();
    expect(await third.result).toBe('third');
  });

  it('frees the place of a task that is rejected', async () => {
    const { begin } = setUp(1, 1);
    const [first, second] = [begin('first'), begin('second')];
    first.fail();
    await expect(first.result).rejects.toThrow('first failed');
    second.finish();
    expect(await second.result).toBe('second');
  });

  it('frees the place of a task that throws before it returns a promise', async () => {
    const queue = new BoundedQueue({ concurrency: 1, queue: 0 }, () => new FullError());
    const broken = queue.run(() => {
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await queue.run(async () => 'next')).toBe('next');
  });
});
