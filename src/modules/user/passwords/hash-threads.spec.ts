import { execFile } from 'node:child_process';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as threadModule from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HASH_THREAD_FILE } from './hash-thread-file.js';
import { HashThreads } from './hash-threads.js';

class FullError extends Error {}

const PASSWORD = 'Tokenwright#1';
const MALFORMED = { matches: false, outdated: false, malformed: true };

const threadsOf = (concurrency: number, queue: number) =>
  new HashThreads({ concurrency, queue }, () => new FullError());

describe('HashThreads', () => {
  it('returns what the work returns', async () => {
    const threads = threadsOf(2, 8);
    const stored = await threads.run('hash', PASSWORD);
    expect(await threads.run('verify', stored, PASSWORD)).toEqual({
      matches: true,
      outdated: false,
    });
    expect(await threads.run('verifyNobody', PASSWORD)).toBeUndefined();
  });

  it('rejects with what the work throws, and goes on', async () => {
    const threads = threadsOf(1, 8);
    const broken = threads.run('hash', 42 as unknown as string);
    const next = threads.run('verify', 'malformed', PASSWORD);
    await expect(broken).rejects.toThrow(/string/i);
    expect(await next).toEqual(MALFORMED);
  });

  it('answers in the order of arrival, however many there are', async () => {
    const threads = threadsOf(1, 20);
    const order: number[] = [];
    const all = Array.from({ length: 20 }, async (_, index) => {
      await threads.run('verify', 'malformed', PASSWORD);
      order.push(index);
    });
    await Promise.all(all);
    expect(order).toEqual(all.map((_, index) => index));
  });

  it('leaves the event loop free', async () => {
    const threads = threadsOf(1, 8);
    let turns = 0;
    const turn = setInterval(() => (turns += 1), 1);
    await Promise.all(Array.from({ length: 5 }, () => threads.run('verifyNobody', PASSWORD)));
    clearInterval(turn);
    expect(turns).toBeGreaterThan(5);
  });

  it('refuses when every place is taken, and has room again after an answer', async () => {
    const threads = threadsOf(1, 1);
    const [running, waiting] = [
      threads.run('verifyNobody', PASSWORD),
      threads.run('verifyNobody', PASSWORD),
    ];
    expect(() => threads.checkRoom()).toThrow(FullError);
    await expect(threads.run('verifyNobody', PASSWORD)).rejects.toBeInstanceOf(FullError);
    await Promise.all([running, waiting]);
    expect(() => threads.checkRoom()).not.toThrow();
    await threads.run('verifyNobody', PASSWORD);
  });

  it('takes one with a queue of none', async () => {
    const threads = threadsOf(1, 0);
    const running = threads.run('verify', 'malformed', PASSWORD);
    await expect(threads.run('hash', PASSWORD)).rejects.toBeInstanceOf(FullError);
    expect(await running).toEqual(MALFORMED);
  });

  it('rejects what a thread that ended had begun, and does the rest on another', async () => {
    const threads = threadsOf(1, 20);
    const all = Array.from({ length: 6 }, () => threads.run('verify', 'malformed', PASSWORD));
    const settled = Promise.allSettled(all);
    threads.end();
    const kinds = (await settled).map(({ status }) => status);
    expect(kinds).toEqual([
      ...['rejected', 'rejected', 'rejected'],
      ...['fulfilled', 'fulfilled', 'fulfilled'],
    ]);
    expect(await threads.run('verify', 'malformed', PASSWORD)).toEqual(MALFORMED);
  });

  describe('where no further thread can be had', () => {
    /** As `new Worker` does where a container has all the threads it may have. */
    function refuseThreads(): () => void {
      const module = createRequire(import.meta.url)('node:worker_threads') as object;
      const { Worker } = threadModule;
      const replace = (by: unknown): void => {
        Object.assign(module, { Worker: by });
        syncBuiltinESMExports();
      };
      replace(function refuse() {
        throw new Error('EAGAIN');
      });
      onTestFinished(() => replace(Worker));
      return () => replace(Worker);
    }

    it('turns away who comes, keeps nobody waiting, and begins when there is one', async () => {
      const threads = threadsOf(1, 4);
      const allow = refuseThreads();
      for (let times = 0; times < 10; times += 1)
        await expect(threads.run('hash', PASSWORD)).rejects.toBeInstanceOf(FullError);
      allow();
      expect(await threads.run('verify', 'malformed', PASSWORD)).toEqual(MALFORMED);
    });

    it('goes on with those that there are', async () => {
      const threads = threadsOf(2, 20);
      await threads.run('verify', 'malformed', PASSWORD);
      refuseThreads();
      const all = Array.from({ length: 8 }, () => threads.run('verify', 'malformed', PASSWORD));
      expect(await Promise.all(all)).toEqual(all.map(() => MALFORMED));
    });

    it('turns away what was on one that does not come up', async () => {
      const threads = threadsOf(1, 4);
      const running = threads.run('verify', 'malformed', PASSWORD);
      threads.end();
      await expect(running).rejects.toBeInstanceOf(FullError);
    });
  });

  it('keeps a process alive until it is answered, and no longer', async () => {
    const built = fileURLToPath(new URL('hash-threads.js', HASH_THREAD_FILE));
    const script = `import { HashThreads } from ${JSON.stringify(built)};
      const threads = new HashThreads({ concurrency: 2, queue: 8 }, () => new Error('full'));
      console.log(await threads.run('verify', 'malformed', 'x'));`;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 30_000,
    });
    expect(stdout).toContain('malformed: true');
  });
});
