import { describe, expect, it } from 'vitest';
import { Argon2Hash } from './argon2-hash.js';

const PASSWORD = 'Tokenwright#1';
const SALT = 'c2l4dGVlbmJ5dGVzYWx0IQ';
const DIGEST = '+qi0J4ueRO9WfLcrU08NpLgqdfN4JMRd/KO0LVNxAfw';
const TODAY = `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${DIGEST}`;

describe('Argon2Hash', () => {
  // Made with the command line tool of the reference implementation, the last with PHP.
  it.each([
    ["today's parameters", TODAY],
    ['argon2i', `$argon2i$v=19$m=256,t=3,p=2$${SALT}$Jxu0m5cal4/aCEZ9skojUBfPlzx5IDIe`],
    ['argon2d', `$argon2d$v=19$m=256,t=3,p=2$${SALT}$EjAXKfKLu6DpmnsHnYAQuE3BJXpwCDPV`],
    ['argon2id', `$argon2id$v=19$m=256,t=3,p=2$${SALT}$Q3XEKbwTR1Bj151IEkeVwq4jsuHwglSI`],
    [
      'version 16',
      `$argon2id$v=16$m=8,t=1,p=1$${SALT}$EZMc7cN7kHtRv5+AXl4ziIHO00RgLNshvp3FZbnvUiE`,
    ],
    ['no version', `$argon2id$m=8,t=1,p=1$${SALT}$EZMc7cN7kHtRv5+AXl4ziIHO00RgLNshvp3FZbnvUiE`],
    [
      'password_hash',
      '$argon2id$v=19$m=1024,t=2,p=1$NWMvZmE4WTNSREVORFROZw$tdxUPhv1yhEi9rD1akhnrXPOT0Olf3FYD+HeZbhoOms',
    ],
  ])('verifies a hash of another implementation: %s', (_form, text) => {
    const hash = Argon2Hash.parse(text);
    expect(hash?.matches(PASSWORD)).toBe(true);
    expect(hash?.matches('tokenwright#1')).toBe(false);
  });

  // From the test suite of the reference implementation.
  it.each([
    '$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY',
    '$argon2i$v=19$m=256,t=2,p=2$c29tZXNhbHQ$T/XOJ2mh1/TIpJHfCdQan76Q5esCFVoT5MAeIM1Oq2E',
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  ])('verifies the published vector %s', (text) => {
    expect(Argon2Hash.parse(text)?.matches('password')).toBe(true);
  });

  it("calls a hash of today's algorithm and parameters up to date", () => {
    expect(Argon2Hash.parse(TODAY)?.outdated).toBe(false);
  });

  it.each([
    ['argon2id', 'argon2i'],
    ['v=19', 'v=16'],
    ['m=19456', 'm=19455'],
    ['m=19456', 'm=65536'],
    ['t=2', 't=3'],
    ['p=1', 'p=2'],
    [SALT, 'c29tZXNhbHQ'],
    [DIGEST, 'Q3XEKbwTR1Bj151IEkeVwq4jsuHwglSI'],
  ])('calls it outdated with %s replaced by %s', (from, to) => {
    expect(Argon2Hash.parse(TODAY.replace(from, to))?.outdated).toBe(true);
  });

  it('tells its work in memory times passes', () => {
    expect(Argon2Hash.parse(TODAY)?.work).toBe(38_912);
  });

  it.each([
    ['m=19456', 'm=262145'],
    ['m=19456', 'm=4194304'],
    ['m=19456', 'm=4294967295'],
    ['m=19456', 'm=7'],
    ['m=19456', 'm=0'],
    ['m=19456', 'm=-1'],
    ['m=19456', 'm=1e3'],
    ['m=19456', 'm=99999999999999999999'],
    ['m=19456', 'm=019456'],
    ['t=2', 't=11'],
    ['t=2', 't=0'],
    ['p=1', 'p=17'],
    ['p=1', 'p=0'],
    ['m=19456,t=2,p=1', 'm=31,t=2,p=4'],
    ['m=19456,t=2,p=1', 't=2,m=19456,p=1'],
    ['p=1', 'p=1,keyid=AAAA'],
    ['v=19', 'v=20'],
    ['argon2id', 'argon2x'],
    ['argon2id', 'scrypt'],
    [SALT, 'c2hvcnQ'],
    [SALT, `${SALT}==`],
    [SALT, 'c2l4dGVlbmJ5dGVzYWx0IR'],
    [DIGEST, 'AAAA'],
    [DIGEST, `${DIGEST}\n`],
    [`$${DIGEST}`, ''],
  ])('does not take %s replaced by %s', (from, to) => {
    expect(Argon2Hash.parse(TODAY.replace(from, () => to))).toBeUndefined();
  });

  it.each(['m=8,t=1,p=1', 'm=128,t=10,p=16'])(
    'computes at the very bounds that it accepts: %s',
    (parameters) => {
      const digest = 'A'.repeat(86);
      const hash = Argon2Hash.parse(`$argon2d$v=16$${parameters}$AAAAAAAAAAA$${digest}`);
      expect(hash?.matches(PASSWORD)).toBe(false);
    },
  );
});
