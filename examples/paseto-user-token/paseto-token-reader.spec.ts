import { hkdfSync } from 'node:crypto';
import { KeyRing, MAX_LIFETIME_SECONDS, MAX_TOKEN_LENGTH, type PurposeKey } from 'tokenwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { dateTime } from './paseto-claims.js';
import { PasetoKey } from './paseto-key.js';
import { PasetoKeyRing } from './paseto-key-ring.js';
import { PasetoTokenReader } from './paseto-token-reader.js';

const IAT = Date.UTC(2026, 0, 1) / 1000;
const GOOD = { uid: 7, utypid: 2, iat: dateTime(IAT), exp: dateTime(IAT + 3_600) };
const UNREADABLE = { code: 'TOKEN_UNREADABLE' };

/** Order of the group of Ed25519 (RFC 8032, section 5.1). */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** Derives from master keys that are their own names, oldest first. */
class KeysFrom extends KeyRing {
  constructor(private readonly masters: readonly string[]) {
    super();
  }

  override keysFor(purpose: string, bytes: number): readonly PurposeKey[] {
    return this.masters.map((master) => ({
      id: master,
      bytes: Buffer.from(hkdfSync('sha256', master, '', purpose, bytes)),
    }));
  }
}

describe('PasetoTokenReader', () => {
  let keys: PasetoKeyRing;
  let reader: PasetoTokenReader;
  let token: string;

  beforeAll(async () => {
    keys = await PasetoKeyRing.from(new KeysFrom(['00000001', '00000002']));
    reader = new PasetoTokenReader(keys);
    token = await keys.newest.sign(GOOD);
  });

  const part = (index: number): string => token.split('.')[index]!;
  const withPayload = (payload: string): string => `v4.public.${payload}.${part(3)}`;

  it('reads a token whose times are long past: judging them is not its business', async () => {
    expect(await reader.read(token)).toEqual({
      format: 'paseto',
      principal: { type: 2, id: 7 },
      issuedAt: IAT,
      expiresAt: IAT + 3_600,
      claims: {},
    });
  });

  it.each([
    ['no uid', { uid: undefined }],
    ['a uid that is text', { uid: '7' }],
    ['a uid of zero', { uid: 0 }],
    ['a uid that is no whole number', { uid: 1.5 }],
    ['a user type that is text', { utypid: '2' }],
    ['the user type of an integration', { utypid: 1 }],
    ['an unknown user type', { utypid: 4 }],
    ['an iat with an offset', { iat: '2026-01-01T00:00:00+00:00' }],
    ['an iat with a fraction', { iat: '2026-01-01T00:00:00.500Z' }],
    ['an exp no later than iat', { exp: GOOD.iat }],
    ['a lifetime beyond the longest', { exp: dateTime(IAT + MAX_LIFETIME_SECONDS + 1) }],
    ['an nbf', { nbf: GOOD.iat }],
    ['a session that is no text', { sid: 5 }],
  ])('refuses well-signed claims with %s', async (_what, change) => {
    const signed = await keys.newest.sign({ ...GOOD, ...change });
    await expect(reader.read(signed)).rejects.toMatchObject(UNREADABLE);
  });

  it.each([
    ['unused bits', () => withPayload(respelled(part(2)))],
    ['padding', () => withPayload(`${part(2)}=`)],
    ['the other alphabet', () => withPayload(Buffer.from(part(2), 'base64url').toString('base64'))],
    ['white space', () => withPayload(`${part(2).slice(0, 9)} ${part(2).slice(9)}`)],
    ['a line feed', () => `${token}\n`],
    ['capitals in the header', () => token.replace('v4.public', 'V4.public')],
    ['no footer', () => token.slice(0, token.lastIndexOf('.'))],
    ['an empty footer', () => token.slice(0, token.lastIndexOf('.') + 1)],
    ['a fifth part', () => `${token}.AAAA`],
    ['another key named in the footer', () => token.replace(part(3), footerOf('00000001'))],
    ['an unknown key named in the footer', () => token.replace(part(3), footerOf('00000003'))],
    ['a signature plus the order of the group', () => withPayload(malleated(part(2)))],
  ])('knows one text of a token only: refuses it with %s', async (_what, variant) => {
    expect(variant()).not.toBe(token);
    await expect(reader.read(variant())).rejects.toMatchObject(UNREADABLE);
  });

  it('reads what an older master key signed, and nothing of a key that was removed', async () => {
    const old = await PasetoKeyRing.from(new KeysFrom(['00000001']));
    const signedByOld = await old.newest.sign(GOOD);
    expect(await reader.read(signedByOld)).toMatchObject({ issuedAt: IAT });
    await expect(new PasetoTokenReader(old).read(token)).rejects.toMatchObject(UNREADABLE);
  });

  it('refuses what the same master key signed for another purpose', async () => {
    const [other] = new KeysFrom(['00000002']).keysFor('another-format', 32);
    const foreign = await (await PasetoKey.from(other!)).sign(GOOD);
    expect(foreign.split('.')[3]).toBe(part(3));
    await expect(reader.read(foreign)).rejects.toMatchObject(UNREADABLE);
  });

  it('recognises its own shape up to the longest token, and no other format', () => {
    const longest = `v4.public.${'A'.repeat(MAX_TOKEN_LENGTH)}`.slice(0, MAX_TOKEN_LENGTH - 2);
    expect(reader.recognises(`${longest}.A`)).toBe(true);
    expect(reader.recognises(`${longest}.AA`)).toBe(false);
    expect(reader.recognises('0'.repeat(32))).toBe(false);
    expect(reader.recognises('eyJhbGciOiJIUzI1NiJ9.e30.AAAA')).toBe(false);
  });
});

const footerOf = (kid: string): string =>
  Buffer.from(JSON.stringify({ kid })).toString('base64url');

/** The same bytes in another spelling: the next letter differs in bits that decode to nothing. */
function respelled(payload: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const other = payload.slice(0, -1) + letters[letters.indexOf(payload.at(-1)!) + 1];
  expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(payload, 'base64url'));
  return other;
}

/** The same signature to a verifier that forgets to compare S with L (RFC 8032, section 5.1.7). */
function malleated(payload: string): string {
  const bytes = Buffer.from(payload, 'base64url');
  const s = bytes.subarray(-32);
  const sum = BigInt(`0x${Buffer.from(s).reverse().toString('hex')}`) + L;
  Buffer.from(sum.toString(16).padStart(64, '0'), 'hex').reverse().copy(s);
  return bytes.toString('base64url');
}
