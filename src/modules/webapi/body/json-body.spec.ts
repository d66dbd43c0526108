import { describe, expect, it } from 'vitest';
import { parseJson as parse } from './json-body.js';

const parseJson = (text: string): unknown => parse(text, 32);

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  it('accepts 32 levels and refuses 33', () => {
    expect(parseJson(nested(32))).toBeInstanceOf(Array);
    expect(() => parseJson(nested(33))).toThrow(
      expect.objectContaining({ code: 'BODY_UNDECODABLE' }),
    );
  });

  it('does not count brackets inside texts', () => {
    const text = `["${'['.repeat(100)}\\"${'{'.repeat(100)}"]`;
    expect(parseJson(text)).toHaveLength(1);
  });

  it.each(['{', '{"a":NaN}', "{'a':1}", '{} {}', '// c\n{}', '\ufeff{}', '{"a":"\u0001"}'])(
    'refuses %j without repeating it',
    (text) => {
      expect(() => parseJson(text)).toThrow(
        expect.objectContaining({ message: 'Decoding error.', code: 'BODY_UNDECODABLE' }),
      );
    },
  );

  it('pollutes no prototype', () => {
    parseJson('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
