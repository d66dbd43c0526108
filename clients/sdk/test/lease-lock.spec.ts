import { describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.js';
import { InTabLock } from '../src/session/in-tab-lock.js';
import { LeaseLock, type LeaseStorage } from '../src/session/lease-lock.js';
import { pause } from './support/http-server.js';

/** A `localStorage` that several processes share: what one writes the others see a little later. */
class SharedStorage {
  readonly #writes: { by: object; at: number; value: string | null }[] = [];

  constructor(private readonly lagMs: number) {}

  seenByATab(): LeaseStorage {
    const by = {};
    const write = (value: string | null): void => {
      this.#writes.push({ by, at: performance.now(), value });
    };
    const visible = (): string | null | undefined =>
      this.#writes.findLast((one) => one.by === by || performance.now() - one.at > this.lagMs)
        ?.value;
    return {
      getItem: () => visible() ?? null,
      setItem: (_, value) => write(value),
      removeItem: () => write(null),
    };
  }
}

describe('a lease in localStorage', () => {
  it('is held by one tab at a time, though writes arrive late', async () => {
    const shared = new SharedStorage(15);
    let [inside, most] = [0, 0];
    const tab = async (startMs: number): Promise<boolean> => {
      const lock = new LeaseLock('lease', shared.seenByATab(), systemClock, new InTabLock());
      await pause(startMs);
      return lock.run(async (waited) => {
        inside += 1;
        most = Math.max(most, inside);
        await pause(60);
        inside -= 1;
        return waited;
      });
    };
    const waited = await Promise.all([tab(0), tab(5), tab(10)]);
    expect(most).toBe(1);
    expect(waited.filter((did) => !did)).toHaveLength(1);
  });

  it('is given back when the work fails', async () => {
    const storage = new SharedStorage(0).seenByATab();
    const lock = new LeaseLock('lease', storage, systemClock, new InTabLock());
    await expect(lock.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(storage.getItem('lease')).toBeNull();
    expect(await lock.run(async (waited) => waited)).toBe(false);
  });

  it('is done without where the storage fails', async () => {
    const fail = (): never => {
      throw new Error('quota');
    };
    const broken: LeaseStorage = { getItem: fail, setItem: fail, removeItem: fail };
    const lock = new LeaseLock('lease', broken, systemClock, new InTabLock());
    expect(await lock.run(async () => 'done')).toBe('done');
  });
});
