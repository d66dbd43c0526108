import { vi } from 'vitest';

/** Three seconds pass from one look at the clock of durations to the next, until mocks are restored. */
export function timeFlies(): void {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 3_000));
}
