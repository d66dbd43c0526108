import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailableError } from './errors.js';
import { RecentRows } from './recent-rows.js';

describe('RecentRows', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const rows = <Row>(load: () => Row | Promise<Row>): RecentRows<number, Row> =>
    new RecentRows<number, Row>(String, load, 30);

  it('answers without a promise what it read less than a second ago', () => {
    let reads = 0;
    const recent = rows(() => (reads += 1));
    expect(recent.get(1)).toBe(1);
    vi.advanceTimersByTime(999);
    expect(recent.get(1)).toBe(1);
    vi.advanceTimersByTime(1);
    expect(recent.get(1)).toBe(2);
  });

  it('counts the time the query took as age', async () => {
    let reads = 0;
    const recent = rows(async () => {
      vi.advanceTimersByTime(600);
      return (reads += 1);
    });
    expect(await recent.get(1)).toBe(1);
    vi.advanceTimersByTime(500);
    expect(await recent.get(1)).toBe(2);
  });

  it('asks once for callers that come at the same time', async () => {
    let reads = 0;
    const recent = rows(async () => (reads += 1));
    expect(await Promise.all([recent.get(1), recent.get(1), recent.get(1)])).toEqual([1, 1, 1]);
  });

  it('sees a change of its own process at once', () => {
    let row = 'old';
    const recent = rows(() => row);
    void recent.get(1);
    row = 'new';
    recent.forget(1);
    expect(recent.get(1)).toBe('new');
  });

  it('does not keep an answer that was on its way when it was told to forget', async () => {
    let row = 'old';
    let answer: () => void = () => {};
    const recent = rows(
      () => new Promise<string>((resolve) => (answer = resolve.bind(undefined, row))),
    );
    const first = recent.get(1);
    row = 'new';
    recent.forget(1);
    answer();
    expect(await first).toBe('old');
    const second = recent.get(1);
    answer();
    expect(await second).toBe('new');
  });

  it('stands in with an old answer while the database is away, but not for ever', async () => {
    let away = false;
    const recent = rows(async () => {
      if (away) throw new DatabaseUnavailableError();
      return 'row';
    });
    await recent.get(1);
    away = true;
    vi.advanceTimersByTime(29_000);
    expect(await recent.get(1)).toBe('row');
    vi.advanceTimersByTime(1_001);
    await expect(recent.get(1)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(recent.get(2)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it('never hides any other failure behind an old answer', () => {
    let broken = false;
    const recent = rows(() => {
      if (broken) throw new TypeError('a bug');
      return 'row';
    });
    void recent.get(1);
    broken = true;
    vi.advanceTimersByTime(1_000);
    expect(() => recent.get(1)).toThrow('a bug');
  });

  it('remembers no more than ten thousand keys', () => {
    let reads = 0;
    const recent = rows(() => (reads += 1));
    for (let key = 0; key <= 10_000; key += 1) void recent.get(key);
    void recent.get(10_000);
    expect(reads).toBe(10_001);
    void recent.get(0);
    expect(reads).toBe(10_002);
  });
});
