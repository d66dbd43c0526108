import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Hosting } from './bindings.module.js';
import { HourlyWork } from './hourly-work.js';

class Counting extends HourlyWork {
  readonly what = 'count';
  readonly logger = new Logger('test');
  times = 0;

  constructor(hosting: Hosting) {
    super(hosting);
  }

  async work(): Promise<void> {
    this.times += 1;
    if (this.times === 2) throw new Error('lost count');
  }
}

describe('hourly work', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const started = (hosting: Hosting): Counting => {
    const counting = new Counting(hosting);
    counting.onApplicationBootstrap();
    return counting;
  };

  it('is done a minute after the start, then once an hour, whatever fails, until the end', async () => {
    const counting = started('server');
    const log = vi.spyOn(counting.logger, 'error').mockReturnValue();
    const seen = [];
    for (const minutes of [0, 1, 59, 60]) {
      await vi.advanceTimersByTimeAsync(minutes * 60_000);
      seen.push(counting.times);
    }
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(log.mock.calls).toEqual([[{ message: 'could not count', cause: 'Error: lost count' }]]);
    counting.onApplicationShutdown();
    await vi.advanceTimersByTimeAsync(7_200_000);
    expect(counting.times).toBe(3);
  });

  it('is none of the console’s', async () => {
    const counting = started('console');
    await vi.advanceTimersByTimeAsync(7_200_000);
    expect(counting.times).toBe(0);
  });
});
