import { describe, expect, it } from 'vitest';
import { BcryptHash } from './bcrypt-hash.js';

const PASSWORD = 'Tokenwright#1';
const STORED = '$2y$04$ewk7dA.ddOv/GttDCfPAyellMAAbnlCi8JhILkkFt4QwidIH4rRzm';
const SEVENTY_TWO = '0123456789ab'.repeat(6);
const STORED_SEVENTY_TWO = '$2y$04$GM2Dh0RiEp2zjN/U74jNZewCPXI3u3Nk9pCFWYqzgjRTM1zL.Y.mu';

describe('BcryptHash', () => {
  // Made with password_hash and crypt of PHP.
  it.each([
    [PASSWORD, STORED],
    [PASSWORD, '$2a$04$abcdefghijklmnopqrstuuUg63FORPfN4h.q/Y6dk9arclTR4UE.m'],
    [PASSWORD, '$2b$04$abcdefghijklmnopqrstuuUg63FORPfN4h.q/Y6dk9arclTR4UE.m'],
    ['pässwörd', '$2y$04$gvx3hD7gOBwbc5/OHJREXOXNyQ7JxD/h4JBOby.7KCKollw3d2gg2'],
    [SEVENTY_TWO, STORED_SEVENTY_TWO],
  ])('verifies a hash of another implementation: %s, %s', (password, text) => {
    const hash = BcryptHash.parse(text);
    expect(hash?.matches(password)).toBe(true);
    expect(hash?.matches(password.replace(/.$/, 'X'))).toBe(false);
  });

  it('refuses a password whose first 72 bytes are right and which goes on', () => {
    const hash = BcryptHash.parse(STORED_SEVENTY_TWO);
    expect(hash?.matches(`${SEVENTY_TWO}x`)).toBe(false);
    expect(hash?.matches(`${SEVENTY_TWO}${SEVENTY_TWO}`)).toBe(false);
  });

  it('counts bytes, not characters', () => {
    const hash = BcryptHash.parse('$2y$04$oEoYnDtGBIsH/O/WJ85d.uZQRmYBlR.UXYfD1sn0GKB9XbjpW7Lf6');
    expect(hash?.matches('é'.repeat(36))).toBe(true);
    expect(hash?.matches(`${'é'.repeat(36)}x`)).toBe(false);
  });

  it('refuses a password with NUL inside', () => {
    const hash = BcryptHash.parse(STORED);
    expect(hash?.matches(`${PASSWORD}\0`)).toBe(false);
    expect(hash?.matches(`${PASSWORD}\0more`)).toBe(false);
  });

  it('is always outdated', () => {
    expect(BcryptHash.parse(STORED)?.outdated).toBe(true);
  });

  it('tells its work by its cost', () => {
    expect(BcryptHash.parse(STORED)?.work).toBe(6_400);
    expect(BcryptHash.parse(STORED.replace('$04$', '$14$'))?.work).toBe(6_553_600);
  });

  it.each([
    ['$04$', '$03$'],
    ['$04$', '$15$'],
    ['$04$', '$31$'],
    ['$04$', '$4$'],
    ['$04$', '$0x$'],
    ['$2y$', '$2x$'],
    ['$2y$', '$2$'],
    ['$2y$', '$2c$'],
    ['$2y$', '2y$'],
    ['PAyell', 'PAyfll'],
    ['Rzm', 'Rzn'],
    ['Rzm', 'Rz'],
    ['Rzm', 'Rzm.'],
    ['Rzm', 'Rzm\n'],
    ['Rzm', 'Rzm:0'],
  ])('does not take %s replaced by %s', (from, to) => {
    expect(STORED).toContain(from);
    expect(BcryptHash.parse(STORED.replace(from, () => to))).toBeUndefined();
  });
});
