import { describe, expect, it } from 'vitest';
import { phpJson } from './php-json.js';

describe('phpJson', () => {
  it.each([
    ['a/b', '"a\\/b"'],
    ['caf\u00e9', '"caf\\u00e9"'],
    ['\u20ac', '"\\u20ac"'],
    ['\u{1f600}', '"\\ud83d\\ude00"'],
    ["it's <b>&", '"it\'s <b>&"'],
    ['"\\\b\f\n\r\t', '"\\"\\\\\\b\\f\\n\\r\\t"'],
    ['\u0001\u001f', '"\\u0001\\u001f"'],
    ['\u007f', '"\u007f"'],
    ['\u0080', '"\\u0080"'],
  ])('writes %j as PHP does', (text, json) => {
    expect(phpJson(text)).toBe(json);
    expect(JSON.parse(json)).toBe(text);
  });

  it('writes names and values, true and null', () => {
    expect(phpJson({ 'a/b': ['/', true, null, 1] })).toBe('{"a\\/b":["\\/",true,null,1]}');
    expect([phpJson(true), phpJson(null), phpJson(undefined)]).toEqual(['true', 'null', 'null']);
  });
});
