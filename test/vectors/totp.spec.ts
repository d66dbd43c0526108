import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from '../../src/modules/two-factor-auth/google/base32.js';
import { otpauthUri } from '../../src/modules/two-factor-auth/google/otpauth-uri.js';
import { hotp, matchingSteps, stepOf } from '../../src/modules/two-factor-auth/google/totp.js';

const KEY = Buffer.from('12345678901234567890');

describe('one-time codes', () => {
  it('are those of RFC 4226, appendix D', () => {
    const codes = Array.from({ length: 10 }, (_, counter) => hotp(KEY, counter));
    expect(codes).toEqual([
      '755224',
      '287082',
      '359152',
      '969429',
      '338314',
      '254676',
      '287922',
      '162583',
      '399871',
      '520489',
    ]);
  });

  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are at %i those of RFC 6238, appendix B', (at, code) => {
    expect(hotp(KEY, stepOf(at), 8)).toBe(code);
    expect(matchingSteps(KEY, code.slice(2), at, 0)).toEqual([stepOf(at)]);
  });

  it('match at three instants', () => {
    const step = 1_000;
    const code = hotp(KEY, step);
    const steps = (at: number, leeway: number): number[] => matchingSteps(KEY, code, at, leeway);
    // All of its own step; the one before but for its first second, the one after but for its last.
    expect([29, 30, 59, 60].map((at) => steps(step * 30 - 30 + at, 29).length)).toEqual([
      1, 1, 1, 1,
    ]);
    expect([0, 1, 88, 89].map((at) => steps(step * 30 - 30 + at, 29).length)).toEqual([0, 1, 1, 0]);
    expect([-1, 0, 29, 30].map((at) => steps(step * 30 + at, 0).length)).toEqual([0, 1, 1, 0]);
  });

  it.each([
    ['MZXW6YTBOI======', 'foobar'],
    ['mzxw 6ytb-oi', 'foobar'],
    ['MFRGGZDF', 'abcde'],
    ['', undefined],
    ['M', undefined],
    ['M1', undefined],
  ])('read %j as base32 (RFC 4648, section 10)', (text, expected) => {
    expect(fromBase32(text)?.toString()).toBe(expected);
  });

  it('TOT-07 TOT-08 cost no HMAC where six ASCII digits were not sent', () => {
    const noKey = undefined as unknown as Buffer;
    for (const code of ['', '12345', '1234567', '1'.repeat(1_000), '\uff11'.repeat(6), '12345\n'])
      expect(matchingSteps(noKey, code, 59, 29)).toEqual([]);
    expect(() => matchingSteps(noKey, '123456', 59, 29)).toThrow(TypeError);
  });

  it('write base32 that reads back', () => {
    expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    for (let length = 1; length <= 40; length += 1) {
      const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 37 + length) % 256));
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }
  });

  it('are asked of apps by a URI like Magento’s', () => {
    expect(otpauthUri('shop.example', 'a@b.c', 'MFRGGZ')).toBe(
      'otpauth://totp/shop.example%3Aa%40b.c?issuer=shop.example&secret=MFRGGZ',
    );
  });
});
