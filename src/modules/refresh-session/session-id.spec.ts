import { expect, it } from 'vitest';
import { isSessionId, newSessionId } from './session-id.js';

it('is never what a command takes for an option', () => {
  const ids = Array.from({ length: 2_000 }, () => newSessionId());
  expect(ids.filter((id) => !isSessionId(id) || id.startsWith('-'))).toEqual([]);
});

it('may be one of before that was so', () => {
  expect(isSessionId('-q2abcdefghijklmnopqrs')).toBe(true);
});
