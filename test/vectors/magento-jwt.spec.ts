import { afterEach, describe, expect, it } from 'vitest';
import {
  PrincipalType,
  TokenIssuer,
  UnreadableTokenError,
  type Principal,
} from '../../src/contract/index.js';
import { JwtTokenIssuer } from '../../src/modules/jwt-user-token/jwt-token-issuer.js';
import { JwtTokenReader } from '../../src/modules/jwt-user-token/jwt-token-reader.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const CRYPT_KEY = '0123456789abcdef0123456789abcdef';
const NEWER_KEY = 'fedcba9876543210fedcba9876543210';

const ADMIN: Principal = { type: PrincipalType.Admin, id: 1 };
const CUSTOMER: Principal = { type: PrincipalType.Customer, id: 7 };

/** The vectors of `crypt/key` = {@link CRYPT_KEY}, issued at 1700000000 for an hour. */
const HS256_VECTOR =
  'eyJraWQiOiIxIiwiYWxnIjoiSFMyNTYifQ' +
  '.eyJ1aWQiOjEsInV0eXBpZCI6MiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjE3MDAwMDM2MDB9' +
  '.medfRQHPbWCoJC7ZmyOP8Yrrj4PJW3hg27cR1OTdsjE';
const HS512_VECTOR =
  'eyJraWQiOiIxIiwiYWxnIjoiSFM1MTIifQ' +
  '.eyJ1aWQiOjcsInV0eXBpZCI6MywiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjE3MDAwMDM2MDB9' +
  '.zTV95hAVJX6XQtsSJrCt77NvW5fd2Zgp8h09xGincx_VPZZL6yB8bAEjndU3urGrEtSmBfBwS46k7nZjiir20g';

const ISSUED_AT = 1_700_000_000;

describe('JWTs shared with a Magento shop', () => {
  const running: TestApp[] = [];
  afterEach(async () => {
    for (const app of running.splice(0)) await app.stop();
  });

  async function shop(cryptKey: string, algorithm = 'HS256'): Promise<TestApp> {
    const app = await startTestApp({
      environment: {
        JWT_KEY_DERIVATION: 'magento',
        MAGENTO_CRYPT_KEY: cryptKey,
        JWT_ALGORITHM: algorithm,
      },
    });
    running.push(app);
    return app;
  }

  const issue = (app: TestApp, principal: Principal): Promise<string> =>
    app.get(TokenIssuer).issue(principal, { issuedAt: ISSUED_AT });

  const read = (app: TestApp, token: string) => app.get(JwtTokenReader).read(token);

  /** The texts of the first two parts, as they are. */
  const decoded = (token: string): string[] =>
    token.split('.', 2).map((part) => Buffer.from(part, 'base64url').toString('utf8'));

  it.each([
    ['HS256', ADMIN, HS256_VECTOR],
    ['HS512', CUSTOMER, HS512_VECTOR],
  ] as const)('issues the %s vector byte for byte, and reads it back', async (alg, who, vector) => {
    const app = await shop(CRYPT_KEY, alg);
    expect(app.get(TokenIssuer)).toBe(app.get(JwtTokenIssuer));
    expect(await issue(app, who)).toBe(vector);
    expect(read(app, vector)).toEqual({
      format: 'jwt',
      principal: who,
      issuedAt: 1_700_000_000,
      expiresAt: 1_700_003_600,
      claims: {},
    });
  });

  it('writes kid and alg and nothing else, and the four claims in order', async () => {
    const token = await issue(await shop(CRYPT_KEY), ADMIN);
    expect(decoded(token)).toEqual([
      '{"kid":"1","alg":"HS256"}',
      '{"uid":1,"utypid":2,"iat":1700000000,"exp":1700003600}',
    ]);
  });

  it('refuses the vector of the other algorithm, and the one of another key', async () => {
    const app = await shop(CRYPT_KEY, 'HS512');
    expect(() => read(app, HS256_VECTOR)).toThrow(UnreadableTokenError);
    expect(() => read(app, HS512_VECTOR)).not.toThrow();
    const other = await shop(NEWER_KEY, 'HS512');
    expect(() => read(other, HS512_VECTOR)).toThrow(UnreadableTokenError);
  });

  it.each([
    ['a space', `${CRYPT_KEY} ${NEWER_KEY}`],
    ['a line feed', `${CRYPT_KEY}\n${NEWER_KEY}\n`],
  ])('signs with the newest of several keys, parted by %s, under its position', async (_, both) => {
    const app = await shop(both);
    const token = await issue(app, ADMIN);
    expect(decoded(token)[0]).toBe('{"kid":"2","alg":"HS256"}');
    expect(token).not.toBe(HS256_VECTOR);
    expect(read(app, token).principal).toEqual(ADMIN);
  });

  it('still verifies what an older key signed, until that key is removed', async () => {
    expect(read(await shop(`${CRYPT_KEY} ${NEWER_KEY}`), HS256_VECTOR).principal).toEqual(ADMIN);
    const without = await shop(NEWER_KEY);
    expect(() => read(without, HS256_VECTOR)).toThrow(UnreadableTokenError);
  });

  it('still verifies what the newest key signed after the older key was removed', async () => {
    const signed = await issue(await shop(`${CRYPT_KEY} ${NEWER_KEY}`), ADMIN);
    expect(read(await shop(NEWER_KEY), signed).principal).toEqual(ADMIN);
  });

  it('verifies kid 1 under the newest of several keys, as newer shops write it', async () => {
    const signed = await issue(await shop(NEWER_KEY), ADMIN);
    expect(decoded(signed)[0]).toBe('{"kid":"1","alg":"HS256"}');
    expect(read(await shop(`${CRYPT_KEY} ${NEWER_KEY}`), signed).principal).toEqual(ADMIN);
  });

  it('is the same token twice in one second, since nothing in it is random', async () => {
    const app = await shop(CRYPT_KEY);
    expect(await issue(app, ADMIN)).toBe(await issue(app, ADMIN));
  });
});
