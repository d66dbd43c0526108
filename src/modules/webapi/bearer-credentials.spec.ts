import { describe, expect, it } from 'vitest';
import { bearerToken } from './bearer-credentials.js';

const read = (authorization?: string | string[]): string | undefined =>
  bearerToken({ headers: { authorization } });

describe('bearerToken', () => {
  it.each(['Bearer abc', 'bearer abc', 'BEARER abc', 'bEaReR abc'])('reads %j', (header) => {
    expect(read(header)).toBe('abc');
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer  abc',
    'Bearer abc ',
    ' Bearer abc',
    'Bearer abc def',
    'Bearer Bearer abc',
    'Bearerabc',
    'Bearer\tabc',
    'Token abc',
    'abc',
    'Basic YTpi',
    `Bearer ${'a'.repeat(4_097)}`,
  ])('finds no token in %j', (header) => {
    expect(read(header)).toBeUndefined();
  });

  it('reads a token of the longest kind', () => {
    expect(read(`Bearer ${'a'.repeat(4_096)}`)).toHaveLength(4_096);
  });
});
