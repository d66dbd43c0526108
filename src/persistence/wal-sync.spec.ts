import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WalSync } from './wal-sync.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wal-sync-'));
  path = join(folder, 'log');
  await writeFile(path, 'frames');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A disk that answers when it is told to. */
function setUp() {
  const asked: Array<(error: Error | null) => void> = [];
  const log = new WalSync(path, (_file, done) => void asked.push(done));
  const outcomes: string[] = [];
  const flush = (name: string) =>
    log.flush().then(
      () => outcomes.push(name),
      ({ code }: { code: string }) => outcomes.push(`${name}: ${code}`),
    );
  return { log, asked, outcomes, flush };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('WalSync', () => {
  it('asks the disk once for all who come in one turn of the event loop', async () => {
    const { asked, outcomes, flush } = setUp();
    const all = Promise.all([flush('a'), flush('b')]);
    await turn();
    expect([asked.length, outcomes]).toEqual([1, []]);
    asked[0]?.(null);
    await all;
    expect(outcomes).toEqual(['a', 'b']);
  });

  it('asks it again for who comes while it works, since that may have begun before', async () => {
    const { asked, outcomes, flush } = setUp();
    const first = flush('a');
    await turn();
    const others = Promise.all([flush('b'), flush('c')]);
    await turn();
    expect(asked.length).toBe(1);
    asked[0]?.(null);
    await first;
    expect([asked.length, outcomes]).toEqual([2, ['a']]);
    asked[1]?.(null);
    await others;
    expect(outcomes).toEqual(['a', 'b', 'c']);
  });

  it('says that it failed to those who waited for it, and to all who come after', async () => {
    const { log, asked, outcomes, flush } = setUp();
    const first = flush('a');
    await turn();
    const second = flush('b');
    log.refuseAfterFailure();
    asked[0]?.(new Error('EIO'));
    await Promise.all([first, second]);
    await flush('c');
    expect(asked.length).toBe(1);
    expect(outcomes).toEqual(['a', 'b', 'c'].map((name) => `${name}: SQLITE_IOERR_FSYNC`));
    expect(() => log.refuseAfterFailure()).toThrow(
      '(EIO); nothing more is written before a restart',
    );
    await log.close();
  });

  it('refuses where there is no log', async () => {
    const { log } = setUp();
    await rm(path);
    await expect(log.flush()).rejects.toMatchObject({ code: 'SQLITE_IOERR_FSYNC' });
    log.refuseAfterFailure();
  });

  it('closes after those who have asked', async () => {
    const { log, asked, outcomes, flush } = setUp();
    const first = flush('a');
    let isClosed = false;
    const closed = log.close().then(() => (isClosed = true));
    await turn();
    expect(isClosed).toBe(false);
    asked[0]?.(null);
    await first;
    await turn();
    asked[1]?.(null);
    await closed;
    expect(outcomes).toEqual(['a']);
  });

  it('works with a real disk', async () => {
    const log = new WalSync(path);
    expect(await Promise.all([log.flush(), log.flush()])).toEqual([undefined, undefined]);
    await log.close();
  });
});
