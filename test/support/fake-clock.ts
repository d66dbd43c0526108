import { Injectable, Module } from '@nestjs/common';
import { Clock, type NumericDate } from '../../src/contract/index.js';
import { defineFeature, defineModule, prefer } from '../../src/kernel/index.js';

/** Stands still until told to move. Starts at 2026-01-01T00:00:00Z. */
@Injectable()
export class FakeClock extends Clock {
  private current: NumericDate = Date.UTC(2026, 0, 1) / 1000;

  override now(): NumericDate {
    return this.current;
  }

  advance(seconds: number): void {
    this.current += seconds;
  }
}

@Module({ providers: [FakeClock], exports: [FakeClock] })
class FakeClockModule {}

/** Brings the fake clock in by the product's own means: a module that prefers it. */
export const fakeClockManifest = defineModule({
  name: 'fake-clock',
  summary: 'Time for tests.',
  sequence: [],
  load: async () =>
    defineFeature({ module: FakeClockModule, preferences: [prefer(Clock, FakeClock)] }),
});
