/* oxlint-disable vitest/expect-expect -- assertions are in helpers whose names begin with "expect" */
import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PrincipalType, TokenIssuer } from '../../src/contract/index.js';
import type { ModuleState } from '../../src/kernel/index.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { BASE, startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';
import { encode, forge, forgeWithPrivateKey } from '../vectors/forged-jws.js';
import { expectAccepted, expectRefused, readerVerdict } from '../vectors/guarded-route.js';

const HOUR = 3_600;

/** Order of the group of P-256 (FIPS 186-4, D.1.2.3). */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const bytesOf = (number: bigint, length: number): Buffer =>
  Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex');

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const PAIRS = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

/** A service whose tokens are signed with a private key, and somebody's token of it. */
class KeyBench {
  test: TestApp;
  victim: string;
  uid: number;
  private folder: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;

  constructor(private readonly alg: keyof typeof PAIRS) {
    ({ privateKey: this.privateKey, publicKey: this.publicKey } = PAIRS[alg]());
  }

  /** In a suite: starts the service before it, and stops it after it. */
  static of(alg: keyof typeof PAIRS): KeyBench {
    const bench = new KeyBench(alg);
    beforeAll(() => bench.start());
    afterAll(() => bench.stop());
    afterEach(() => expectAccepted(bench.test, bench.victim));
    return bench;
  }

  readonly claims = (): object => {
    const iat = this.test.clock.now();
    return { uid: this.uid, utypid: 2, iat, exp: iat + HOUR };
  };

  readonly header = (more: object = {}): object => ({ kid: 'shop', alg: this.alg, ...more });

  readonly withSignature = (signature: Uint8Array, token = this.victim): string =>
    `${token.slice(0, token.lastIndexOf('.'))}.${Buffer.from(signature).toString('base64url')}`;

  private async start(): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), 'tokenwright-keys-'));
    const file = join(this.folder, 'keys.json');
    const jwk = this.privateKey.export({ format: 'jwk' });
    writeFileSync(file, JSON.stringify({ keys: [{ ...jwk, kid: 'shop', alg: this.alg }] }));
    this.test = await startTestApp({ environment: { JWT_KEYS_FILE: file } });
    this.uid = await this.test.createAdmin('victim', 'correct horse');
    this.victim = await this.issue(this.uid);
  }

  issue(id: number): Promise<string> {
    return this.test.get(TokenIssuer).issue({ type: PrincipalType.Admin, id });
  }

  private async stop(): Promise<void> {
    await this.test.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const signatureOf = (token: string): Buffer =>
  Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url');

describe('attacks on JWTs signed with a private key', () => {
  describe.each(['RS256', 'ES256'] as const)('of %s', (alg) => {
    const bench = KeyBench.of(alg);
    const { claims, header, privateKey, publicKey } = bench;

    it('accepts a token made the way the attacks are, with nothing wrong in it', async () => {
      await expectAccepted(bench.test, forgeWithPrivateKey(header(), claims(), privateKey));
    });

    it('JWT-11 refuses HS256 keyed with our public key, in 11 forms and more', async () => {
      const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
      const der = publicKey.export({ type: 'spki', format: 'der' });
      const jwk = publicKey.export({ format: 'jwk' });
      const raw =
        alg === 'RS256'
          ? [Buffer.from(jwk.n!, 'base64url')]
          : [
              Buffer.concat([
                Buffer.of(4),
                ...[jwk.x!, jwk.y!].map((c) => Buffer.from(c, 'base64url')),
              ]),
            ];
      const rsaOnly =
        alg === 'RS256'
          ? [
              String(publicKey.export({ type: 'pkcs1', format: 'pem' })),
              publicKey.export({ type: 'pkcs1', format: 'der' }),
            ]
          : [];
      const forms: (string | Uint8Array)[] = [
        pem,
        pem.trimEnd(),
        pem.replaceAll('\n', '\r\n'),
        ` ${pem}`,
        `\n${pem}`,
        der,
        pem.replaceAll(/-----[^-]+-----|\n/g, ''),
        JSON.stringify(jwk),
        JSON.stringify({ ...jwk, kid: 'shop', alg, use: 'sig' }),
        ...raw,
        ...rsaOnly,
        String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
      ];
      expect(forms.length).toBeGreaterThanOrEqual(11);
      for (const form of forms)
        for (const algorithm of ['HS256', 'HS384', 'HS512'] as const) {
          await expectRefused(
            bench.test,
            forge(header({ alg: algorithm }), claims(), form, algorithm),
          );
          await expectRefused(bench.test, forge(header(), claims(), form, algorithm));
        }
    });

    it('JWT-13 refuses a token signed with an unknown key of the right kind', async () => {
      const unknown = PAIRS[alg]().privateKey;
      await expectRefused(bench.test, forgeWithPrivateKey(header(), claims(), unknown));
      const { n, e, x, y, kty, crv } = createPublicKey(unknown).export({ format: 'jwk' });
      const jwk = { kty, n, e, crv, x, y, kid: 'shop', alg };
      await expectRefused(bench.test, forgeWithPrivateKey(header({ jwk }), claims(), unknown));
    });

    it('JWT-01 refuses none with and without the old signature', async () => {
      const head = `${encode(header({ alg: 'none' }))}.${encode(claims())}`;
      await expectRefused(bench.test, `${head}.`);
      await expectRefused(bench.test, `${head}.${signatureOf(bench.victim).toString('base64url')}`);
    });

    it('JWT-10 JWT-55 refuses EdDSA, and its own algorithm in other names', async () => {
      const ed = generateKeyPairSync('ed25519').privateKey;
      for (const name of ['EdDSA', 'Ed25519', alg.toLowerCase(), `${alg} `])
        for (const [key, hash] of [
          [ed, null],
          [privateKey, 'sha256'],
        ] as const)
          await expectRefused(
            bench.test,
            forgeWithPrivateKey(header({ alg: name }), claims(), key, hash as string, {}),
          );
    });
  });

  describe('of RS256 alone', () => {
    const bench = KeyBench.of('RS256');
    const { claims, header, privateKey, publicKey, withSignature } = bench;

    it('JWT-09 refuses another RSA scheme with the same key', async () => {
      const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
      const sign = (name: string, hash: string, options = {}) =>
        forgeWithPrivateKey(header({ alg: name }), claims(), privateKey, hash, options);
      for (const token of [
        sign('RS384', 'sha384'),
        sign('RS512', 'sha512'),
        sign('PS256', 'sha256', pss),
        sign('RS256', 'sha256', pss),
        sign('RS256', 'sha1'),
        sign('RS256', 'sha384'),
        sign('RS256', 'md5'),
      ])
        await expectRefused(bench.test, token);
    });

    it('JWT-56 refuses s + n, s = 0, 1 and n - 1, and a signature of another length', async () => {
      const n = numberOf(Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url'));
      const signature = signatureOf(bench.victim);
      const s = numberOf(signature);
      for (const other of [
        bytesOf(s + n, 257),
        bytesOf(s + n, 256),
        bytesOf(0n, 256),
        bytesOf(1n, 256),
        bytesOf(n - 1n, 256),
        bytesOf(n, 256),
        bytesOf(n - s, 256),
        Buffer.concat([Buffer.of(0), signature]),
        Buffer.concat([signature, Buffer.of(0)]),
        signature.subarray(1),
        signature.subarray(0, 255),
        randomBytes(256),
      ])
        await expectRefused(bench.test, withSignature(other));
    });
  });

  describe('of ES256 alone', () => {
    const bench = KeyBench.of('ES256');
    const { claims, header, privateKey, withSignature } = bench;

    it('JWT-53 refuses r and s of 0, 1 and n, r + n, and the DER form', async () => {
      const der = forgeWithPrivateKey(header(), claims(), privateKey, 'sha256', {
        dsaEncoding: 'der',
      });
      await expectRefused(bench.test, der);
      const signature = signatureOf(bench.victim);
      const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
      const special = [0n, 1n, P256_ORDER, P256_ORDER - 1n].map((each) => bytesOf(each, 32));
      const rPlusN = numberOf(r) + P256_ORDER;
      for (const other of [
        ...special.flatMap((one) => special.map((two) => Buffer.concat([one, two]))),
        ...special.flatMap((one) => [Buffer.concat([one, s]), Buffer.concat([r, one])]),
        Buffer.concat([bytesOf(rPlusN, 33), s]),
        Buffer.concat([bytesOf(rPlusN, 33), bytesOf(numberOf(s), 33)]),
        Buffer.concat([s, r]),
        Buffer.concat([Buffer.of(0), signature]),
        Buffer.concat([signature, Buffer.of(0)]),
        signature.subarray(0, 63),
        randomBytes(64),
      ])
        await expectRefused(bench.test, withSignature(other));
    });

    it('JWT-54 refuses (r, n - s) of a revoked token: revoking goes by owner and time', async () => {
      const id = await bench.test.createAdmin('revoked', 'correct horse');
      const token = await bench.issue(id);
      const signature = signatureOf(token);
      const twin = Buffer.concat([
        signature.subarray(0, 32),
        bytesOf(P256_ORDER - numberOf(signature.subarray(32)), 32),
      ]);
      const other = withSignature(twin, token);
      // The second spelling is as good a signature as the first: that is what ECDSA is like.
      await expectAccepted(bench.test, other);
      await bench.test.get(AdminAccounts).revokeTokens('revoked');
      await expectRefused(bench.test, token, 'TOKEN_REVOKED');
      await expectRefused(bench.test, other, 'TOKEN_REVOKED');
    });
  });
});

describe('JWTs and the keys, modules and processes that come and go', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
  });
  afterAll(() => database.remove());

  const running: TestApp[] = [];
  afterEach(async () => {
    for (const app of running.splice(0)) await app.stop();
  });

  async function start(
    environment: Readonly<Record<string, string>>,
    modules: Readonly<Record<string, ModuleState>> = WITH_JWT,
  ): Promise<TestApp> {
    const app = await startTestApp({ database, environment, modules });
    running.push(app);
    return app;
  }

  const issue = (app: TestApp, id: number): Promise<string> =>
    app.get(TokenIssuer).issue({ type: PrincipalType.Admin, id });

  it('JWT-23 accepts the kid of a retired key in the overlap, and refuses it afterwards', async () => {
    const [older, newer] = [0, 1].map(() => randomBytes(32).toString('base64url'));
    const before = await start({ MASTER_KEY: older! });
    const id = await before.createAdmin('rotated', 'correct horse');
    const token = await issue(before, id);
    const overlap = await start({ MASTER_KEY: `${older},${newer}` });
    await expectAccepted(overlap, token);
    const renewed = await issue(overlap, id);
    expect(renewed.split('.')[0]).not.toBe(token.split('.')[0]);
    await expectAccepted(overlap, renewed);
    const after = await start({ MASTER_KEY: newer! });
    await expectRefused(after, token);
    await expectAccepted(after, renewed);
    await expectRefused(before, renewed);
  });

  const key = { MASTER_KEY: randomBytes(32).toString('base64url') };
  const DRAINING = { ...BASE, 'jwt-user-token': 'accept-only' } as const;

  it('JWT-57 honours a JWT while opaque tokens are issued, unless the module is off', async () => {
    const jwt = await start(key);
    const id = await jwt.createAdmin('modes', 'correct horse');
    const token = await issue(jwt, id);
    const draining = await start(key, DRAINING);
    await expectAccepted(draining, token);
    expect(await issue(draining, id)).toMatch(/^[0-9a-z]{32}$/);
    await expectRefused(await start(key, BASE), token);
    await expectAccepted(await start(key), token);
  });

  it('JWT-57 honours an opaque token while JWTs are issued', async () => {
    const opaque = await start(key, BASE);
    const id = await opaque.createAdmin('modes2', 'correct horse');
    const token = await issue(opaque, id);
    await expectAccepted(await start(key), token);
  });

  it.each([
    ['JWTs', WITH_JWT],
    ['opaque tokens, JWTs accepted', DRAINING],
    ['opaque tokens alone', BASE],
  ])('JWT-57 never revives what was revoked under %s', async (name, mode) => {
    const username = name.replaceAll(/\W/g, '');
    const jwt = await start(key);
    const opaque = await start(key, BASE);
    const id = await jwt.createAdmin(username, 'correct horse');
    const tokens = [await issue(jwt, id), await issue(opaque, id)];
    await (await start(key, mode)).get(AdminAccounts).revokeTokens(username);
    for (const modules of [WITH_JWT, DRAINING, BASE, WITH_JWT]) {
      const app = await start(key, modules);
      const verdicts = await Promise.all(tokens.map((token) => readerVerdict(app, token)));
      expect(verdicts).toEqual([
        modules === BASE ? 'TOKEN_UNREADABLE' : 'TOKEN_REVOKED',
        'TOKEN_REVOKED',
      ]);
    }
  });
});
