/* oxlint-disable vitest/expect-expect -- assertions are in helpers whose names begin with "expect" */
import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrincipalType, TokenIssuer } from '../../src/contract/index.js';
import { SettingError } from '../../src/kernel/errors.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { startTestApp } from '../support/test-app.js';
import { readerVerdict } from '../vectors/guarded-route.js';

describe('starting with settings that will not do', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase('sqlite');
  });
  afterEach(() => database.remove());

  const inFolder = (name: string): string => join(database.environment.DATA_DIR!, name);

  function write(name: string, content: unknown): string {
    const file = inFolder(name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  /** Why it did not start, as the operator reads it. */
  async function refusal(environment: Record<string, string>): Promise<SettingError> {
    const outcome = await startTestApp({ database, environment }).catch((error: unknown) => error);
    if (outcome instanceof SettingError) return outcome;
    if (outcome instanceof Error) throw outcome;
    await (outcome as Awaited<ReturnType<typeof startTestApp>>).stop();
    throw new Error('it started');
  }

  /** It names the setting to put right, and keeps what is secret to itself. */
  async function expectRefusal(
    setting: string,
    environment: Record<string, string>,
    secrets: readonly string[] = [],
  ): Promise<void> {
    const error = await refusal(environment);
    expect([error.code, Object.values(error.parameters)[0]]).toEqual(['SETTING_INVALID', setting]);
    expect(error.render().startsWith(`Setting ${setting} is not valid: `)).toBe(true);
    const told = `${error.render()} ${error.stack}`;
    expect(secrets.filter((secret) => secret !== '' && told.includes(secret))).toEqual([]);
  }

  async function expectStart(environment: Record<string, string>): Promise<void> {
    const test = await startTestApp({ database, environment });
    const id = await test.createAdmin('someone', 'correct horse');
    const token = await test.get(TokenIssuer).issue({ type: PrincipalType.Admin, id });
    expect(await readerVerdict(test, token)).toBe('ok');
    await test.stop();
  }

  const LETTERS = 'abcdefghijklmnopqrstuvwxyzabcdef';

  describe('the master key', () => {
    it.each([
      ['1 byte, hex', 'a7'],
      ['1 byte, base64url', 'pw'],
      ['31 bytes, hex', randomBytes(31).toString('hex')],
      ['31 bytes, base64url', randomBytes(31).toString('base64url')],
      ['33 bytes, base64url', randomBytes(33).toString('base64url')],
      ['"secret"', 'secret'],
      ['"changeme"', 'changeme'],
      ['all equal bytes, hex', '00'.repeat(32)],
      ['all equal bytes, base64url', Buffer.alloc(32, 0x5a).toString('base64url')],
      ['"changeme" four times, base64url', Buffer.from('changeme'.repeat(4)).toString('base64url')],
      ['32 letters', LETTERS],
      ['32 letters, hex', Buffer.from(LETTERS).toString('hex')],
      ['32 letters, base64url', Buffer.from(LETTERS).toString('base64url')],
      ['padded base64', randomBytes(32).toString('base64').replaceAll(/[+/]/g, 'A')],
      ['commas', ',,,'],
    ])('BOOT-01 refuses as the master key %s', async (_what, value) => {
      await expectRefusal('MASTER_KEY', { MASTER_KEY: value }, value.length > 3 ? [value] : []);
    });

    it('BOOT-01 refuses a weak master key beside a good one, and one given twice', async () => {
      const good = randomBytes(32).toString('base64url');
      await expectRefusal('MASTER_KEY', { MASTER_KEY: `${good},changeme` }, [good, 'changeme']);
      await expectRefusal('MASTER_KEY', { MASTER_KEY: `${good} ${good}` }, [good]);
    });

    it('BOOT-01 makes a master key where the setting is empty, for that means unset', async () => {
      await expectStart({ MASTER_KEY: '' });
      expect(existsSync(inFolder('master.key'))).toBe(true);
    });

    it.each([
      ['an empty file', ''],
      ['blank lines', '\n\n'],
      ['"changeme"', 'changeme\n'],
      ['all equal bytes', `${'ff'.repeat(32)}\n`],
    ])('BOOT-01 refuses a master key file with %s', async (_what, content) => {
      const file = write('given.key', content);
      const secrets = content.trim() === '' ? [] : [content.trim()];
      await expectRefusal('MASTER_KEY_FILE', { MASTER_KEY_FILE: file }, secrets);
    });

    it('BOOT-12 refuses a master key file that cannot be read', async () => {
      mkdirSync(inFolder('folder.key'), { recursive: true });
      await expectRefusal('MASTER_KEY_FILE', { MASTER_KEY_FILE: inFolder('folder.key') });
    });

    it.each(['a file', 'a file system that makes no folders'])(
      'BOOT-12 refuses a master key file and a data folder in %s',
      async (place) => {
        const above = place === 'a file' ? write('file', '') : '/proc/self/nothing';
        await expectRefusal('MASTER_KEY_FILE', { MASTER_KEY_FILE: join(above, 'master.key') });
        await expectRefusal('DATA_DIR', { DATA_DIR: join(above, 'var') });
      },
    );
  });

  describe("a shop's crypt/key", () => {
    const GOOD = '0123456789abcdef0123456789abcdef';

    it.each([
      ['nothing', ''],
      ['blank', '  \n '],
      ['"secret"', 'secret'],
      ['31 characters', GOOD.slice(1)],
      ['one of two that is short', `${GOOD} changeme`],
      ['one of two that is short, the newer', `changeme ${GOOD}`],
      ['all equal characters', 'x'.repeat(32)],
      ['"changeme" four times', 'changeme'.repeat(4)],
    ])('BOOT-01 refuses as a crypt/key %s', async (_what, value) => {
      await expectRefusal(
        'MAGENTO_CRYPT_KEY',
        { JWT_KEY_DERIVATION: 'magento', MAGENTO_CRYPT_KEY: value },
        value.split(/\s+/),
      );
    });

    it('BOOT-01 accepts a crypt/key of 32 characters', async () => {
      await expectStart({ JWT_KEY_DERIVATION: 'magento', MAGENTO_CRYPT_KEY: GOOD });
    });
  });

  describe('a set of keys', () => {
    const oct = (more: object = {}) => ({
      kty: 'oct',
      kid: 'one',
      alg: 'HS256',
      k: randomBytes(64).toString('base64url'),
      ...more,
    });
    const jwkOf = (type: 'rsa' | 'ec', options: object): JsonWebKey =>
      (
        generateKeyPairSync as (
          t: string,
          o: object,
        ) => { privateKey: { export(o: object): object } }
      )(type, options).privateKey.export({ format: 'jwk' }) as JsonWebKey;
    const rsa = jwkOf('rsa', { modulusLength: 2_048 });
    const ec = jwkOf('ec', { namedCurve: 'P-256' });
    const RS = { ...rsa, kid: 'rsa', alg: 'RS256' };
    const ES = { ...ec, kid: 'ec', alg: 'ES256' };
    const withoutPrivate = ({ kty, n, e, crv, x, y }: JsonWebKey) => ({ kty, n, e, crv, x, y });

    async function expectKeysRefused(...keys: readonly object[]): Promise<void> {
      const secrets = keys.flatMap((key) => {
        const { k, d } = key as { k?: unknown; d?: unknown };
        return [k, d].filter((value): value is string => typeof value === 'string');
      });
      const file = write('keys.json', { keys });
      await expectRefusal(
        'JWT_KEYS_FILE',
        { JWT_KEYS_FILE: file },
        secrets.filter(({ length }) => length > 4),
      );
    }

    it('BOOT-03 accepts several keys of one algorithm, each with a name', async () => {
      await expectStart({ JWT_KEYS_FILE: write('a.json', { keys: [oct(), oct({ kid: 'two' })] }) });
    });

    it.each([
      ['empty', ''],
      ['1 byte', 'pw'],
      ['31 bytes', randomBytes(31).toString('base64url')],
      ['"secret"', 'secret'],
      ['no text', 5],
      ['missing', undefined],
    ])('BOOT-01 refuses an HMAC key that is %s', async (_what, k) => {
      await expectKeysRefused(oct({ k }));
    });

    it.each([
      ['all equal bytes', Buffer.alloc(32)],
      ['"changeme" four times', Buffer.from('changeme'.repeat(4))],
      ['32 letters', Buffer.from(LETTERS)],
    ])('BOOT-01 refuses an HMAC key of %s', async (_what, bytes) => {
      await expectKeysRefused(oct({ k: bytes.toString('base64url') }));
    });

    it('BOOT-01 refuses an HMAC key shorter than the hash of its algorithm', async () => {
      const k = randomBytes(47).toString('base64url');
      await expectKeysRefused(oct({ alg: 'HS384', k }));
      await expectKeysRefused(oct({ alg: 'HS512', k: randomBytes(63).toString('base64url') }));
    });

    it('BOOT-02 refuses an RSA key of 1,024 bits, of exponent 1, or for another algorithm', async () => {
      const small = jwkOf('rsa', { modulusLength: 1_024 });
      await expectKeysRefused({ ...small, kid: 'small', alg: 'RS256' });
      await expectKeysRefused({ ...RS, e: 'AQ' });
      await expectKeysRefused({ ...RS, alg: 'ES256' });
      await expectKeysRefused({ ...RS, alg: 'HS256' });
      await expectKeysRefused({ ...RS, alg: 'PS256' });
      await expectKeysRefused({ ...RS, n: undefined });
    });

    it('BOOT-02 refuses an EC key off its curve, of another curve, or for another algorithm', async () => {
      await expectKeysRefused({ ...ES, y: ES.x });
      await expectKeysRefused({
        ...jwkOf('ec', { namedCurve: 'P-384' }),
        kid: 'p384',
        alg: 'ES256',
      });
      await expectKeysRefused({ ...ES, crv: 'P-384' });
      await expectKeysRefused({ ...ES, alg: 'RS256' });
      await expectKeysRefused({ ...ES, alg: 'ES384' });
      await expectKeysRefused({ ...ES, kty: 'oct' });
    });

    it('BOOT-02 refuses public keys alone: nothing could be signed', async () => {
      await expectKeysRefused({ ...withoutPrivate(rsa), kid: 'rsa', alg: 'RS256' });
    });

    it('BOOT-03 refuses two keys of one name', async () => {
      await expectKeysRefused(oct(), oct());
      await expectKeysRefused(RS, { ...RS });
    });

    it('BOOT-03 refuses HMAC and public keys together, and two algorithms', async () => {
      await expectKeysRefused(oct(), RS);
      await expectKeysRefused(ES, oct());
      await expectKeysRefused(oct(), { ...withoutPrivate(rsa), kid: 'rsa', alg: 'RS256' });
      await expectKeysRefused(oct(), oct({ kid: 'two', alg: 'HS512' }));
      await expectKeysRefused(RS, ES);
    });

    it.each([
      ['no alg', { alg: undefined }],
      ['alg none', { alg: 'none' }],
      ['alg null', { alg: null }],
      ['alg in lower case', { alg: 'hs256' }],
      ['an alg from the prototype', { alg: 'toString' }],
      ['use enc', { use: 'enc' }],
      ['key_ops for encryption', { key_ops: ['encrypt', 'decrypt'] }],
      ['key_ops that are no list', { key_ops: 'sign' }],
      ['key_ops null', { key_ops: null }],
      ['no kid', { kid: undefined }],
      ['an empty kid', { kid: '' }],
      ['a kid that is no text', { kid: 5 }],
      ['another kty', { kty: 'OKP' }],
      ['no kty', { kty: undefined }],
    ])('BOOT-03 refuses a key with %s', async (_what, change) => {
      await expectKeysRefused(oct(change));
    });

    it.each([
      ['is missing', undefined],
      ['is empty', ''],
      ['is no JSON', 'keys'],
      ['holds no keys', '{}'],
      ['holds an empty list', '{"keys":[]}'],
      ['holds no list', '{"keys":{"kid":"one"}}'],
      ['is null', 'null'],
      ['is a list', '[]'],
    ])('BOOT-12 refuses a key file that %s', async (_what, content) => {
      const file = content === undefined ? inFolder('no.json') : write('keys.json', content);
      await expectRefusal('JWT_KEYS_FILE', { JWT_KEYS_FILE: file });
    });

    it.each([
      ['null', '{"keys":[null]}'],
      ['a text', '{"keys":["one"]}'],
      ['a number', '{"keys":[5]}'],
      ['a list', '{"keys":[[]]}'],
    ])('BOOT-03 refuses a key that is %s', async (_what, content) => {
      await expectRefusal('JWT_KEYS_FILE', { JWT_KEYS_FILE: write('keys.json', content) });
    });
  });

  const LIFETIMES = [
    'JWT_ADMIN_LIFETIME_SECONDS',
    'JWT_CUSTOMER_LIFETIME_SECONDS',
    'OPAQUE_ADMIN_LIFETIME_SECONDS',
    'OPAQUE_CUSTOMER_LIFETIME_SECONDS',
  ];

  it.each(LIFETIMES)(
    'BOOT-05 refuses what is no whole number of seconds as %s',
    async (setting) => {
      for (const value of [
        '0',
        '-1',
        '-3600',
        'NaN',
        '1h',
        '3600s',
        '1.5',
        'Infinity',
        '1000000000000',
        '31536001',
        ' ',
      ])
        await expectRefusal(setting, { [setting]: value });
    },
  );

  it.each(['none', 'RS256', 'hs256', 'HS1', 'HS256,HS512'])(
    'BOOT-02 refuses JWT_ALGORITHM %s',
    async (value) => {
      await expectRefusal('JWT_ALGORITHM', { JWT_ALGORITHM: value });
    },
  );

  it('refuses a derivation of keys it does not know', async () => {
    await expectRefusal('JWT_KEY_DERIVATION', { JWT_KEY_DERIVATION: 'Magento' });
  });

  it.each([
    ['DATABASE_URL', 'postgres://user:hunter2@127.0.0.1/db'],
    ['DATABASE_URL', 'hunter2'],
    ['DATABASE_URL', 'mysql://'],
    ['DATABASE_URL', 'mysql://user:hunter2@127.0.0.1:3306'],
    ['DATABASE_URL', 'mariadb://user:hunter2@127.0.0.1:3306/'],
    ['DATABASE_URL', 'mariadb://user:hunter2%@127.0.0.1:3306/db'],
    ['DATABASE_URL', 'mariadb://user:hunter2%ff@127.0.0.1:3306/db'],
    ['DATABASE_URL', 'mariadb://user:hunter2@127.0.0.1:3306/db?ssl={"rejectUnauthorized":true}'],
    ['DATABASE_URL', 'mariadb://user:hunter2@127.0.0.1:3306/db#x'],
    ['PASSWORD_HASH_CONCURRENCY', '0'],
    ['PASSWORD_HASH_QUEUE', '-1'],
    ['FEED_MAX_STALENESS_SECONDS', '0'],
    ['OPAQUE_EXPIRED_RETENTION_SECONDS', '-1'],
  ])('refuses %s=%s', async (setting, value) => {
    await expectRefusal(
      setting,
      { [setting]: value },
      value.includes('hunter2') ? ['hunter2'] : [],
    );
  });
});
