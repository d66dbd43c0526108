import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DatabaseUnavailableError } from './errors.js';
import { Turnstile } from './turnstile.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('Turnstile says "not now" to who waits for ten seconds, and lets the next one in', async () => {
  const turnstile = new Turnstile();
  const [owner, waiter, next] = [{}, {}, {}];
  await turnstile.enter(owner);
  const refused = Promise.resolve(turnstile.enter(waiter)).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(9_999);
  const entered = turnstile.enter(next);
  await vi.advanceTimersByTimeAsync(1);
  expect(await refused).toMatchObject({
    constructor: DatabaseUnavailableError,
    cause: { message: 'SQLite: waited 10000 ms for another transaction to end' },
  });
  turnstile.leave(waiter);
  expect(turnstile.isHeldBy(owner)).toBe(true);
  turnstile.leave(owner);
  await entered;
  expect(turnstile.isHeldBy(next)).toBe(true);
});
