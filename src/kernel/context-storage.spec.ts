import { AsyncResource } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ContextStorage } from './context-storage.js';

const NEW_NODE = Number(process.versions.node.split('.')[0]) >= 24;

/** How many storages Node carries along with everything asynchronous. */
const carried = (): number =>
  Object.getOwnPropertySymbols(new AsyncResource('probe')).filter(
    ({ description }) => description === 'kResourceStore',
  ).length;

describe('ContextStorage', () => {
  it('follows what runs inside, each its own, and nobody outside', async () => {
    const storage = new ContextStorage<string>();
    const seen = async (name: string, milliseconds: number): Promise<string | undefined> => {
      await delay(milliseconds);
      return storage.run(name, async () => {
        await delay(5);
        return storage.current();
      });
    };
    const names = await Promise.all([seen('a', 0), seen('b', 3), seen('c', 12)]);
    expect([names, storage.current()]).toEqual([['a', 'b', 'c'], undefined]);
  });

  it('lets the inner one end without the outer', async () => {
    const storage = new ContextStorage<string>();
    const seen = await storage.run('outer', async () => {
      const inner = await storage.run('inner', async () => storage.current());
      const apart = storage.exit(() => storage.current());
      return [inner, apart, storage.current()];
    });
    expect(seen).toEqual(['inner', undefined, 'outer']);
  });

  it('keeps outside who goes inside of something else there, and comes back', async () => {
    const storage = new ContextStorage<string>();
    const seen = await storage.run('outer', () =>
      storage.exit(async () => {
        const inner = await storage.run('inner', async () => storage.current());
        return [inner, storage.current()];
      }),
    );
    expect(seen).toEqual(['inner', undefined]);
  });

  it('is carried along while somebody is inside, and not a moment longer', async () => {
    const storage = new ContextStorage<string>();
    const before = carried();
    const inside = await storage.run('a', async () => {
      await expect(storage.run('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      return carried();
    });
    expect([inside - before, carried() - before]).toEqual([NEW_NODE ? 0 : 1, 0]);
  });

  it('takes the caller inside until it says that it is done', async () => {
    const storage = new ContextStorage<string>();
    const seen: unknown[] = [];
    const request = async (name: string): Promise<void> => {
      await delay(1);
      const leave = storage.enter(name);
      await delay(5);
      seen.push(storage.current());
      leave();
      leave();
    };
    const other = storage.run('other', async () => {
      await delay(30);
      return storage.current();
    });
    await Promise.all([request('a'), request('b')]);
    expect([seen, await other, storage.current()]).toEqual([['a', 'b'], 'other', undefined]);
  });

  it('ends for everybody', async () => {
    const storage = new ContextStorage<string>();
    const before = carried();
    await storage.run('a', async () => {
      storage.end();
      expect([storage.current(), carried()]).toEqual([undefined, before]);
    });
    await storage.run('b', async () => expect(storage.current()).toBe('b'));
  });
});
