/* oxlint-disable vitest/expect-expect -- assertions are in helpers whose names begin with "expect" */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { Logger } from '@nestjs/common';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  MAX_LIFETIME_SECONDS,
  MAX_TOKEN_LENGTH,
  PrincipalType,
  TokenIssuer,
  UnreadableTokenError,
} from '../../src/contract/index.js';
import { JwtKeyRing } from '../../src/modules/jwt-user-token/jwt-key-ring.js';
import { JwtTokenReader } from '../../src/modules/jwt-user-token/jwt-token-reader.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { Database } from '../../src/persistence/index.js';
import { processorMs } from '../support/processor-time.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { encode, forge, type HmacAlgorithm, type Part } from '../vectors/forged-jws.js';
import {
  callModules,
  expectAccepted,
  expectHttpRefusal,
  expectRefused,
  readerVerdict,
} from '../vectors/guarded-route.js';

const HOUR = 3_600;

describe('attacks on JWTs', () => {
  let test: TestApp;
  let victim: string;
  let uid: number;
  let now: number;
  /** The service's own key: whoever signs with it gets past the signature, and only that. */
  let key: JwtKeyRing['signing'];

  beforeAll(async () => {
    test = await startTestApp();
    uid = await test.createAdmin('victim', 'correct horse');
    now = test.clock.now();
    key = test.get(JwtKeyRing).signing;
    victim = await test.get(TokenIssuer).issue({ type: PrincipalType.Admin, id: uid });
  });
  afterAll(() => test.stop());

  const pristine = Reflect.ownKeys(Object.prototype);

  const expectNothingLost = async (): Promise<void> => {
    expect(Reflect.ownKeys(Object.prototype)).toEqual(pristine);
    await expectAccepted(test, victim);
  };

  afterEach(async () => {
    vi.restoreAllMocks();
    await expectNothingLost();
  });

  const header = (more: object = {}): object => ({ kid: key.kid, alg: 'HS256', ...more });
  const claims = (more: object = {}): object => ({
    uid,
    utypid: 2,
    iat: now,
    exp: now + HOUR,
    ...more,
  });
  /** `{"uid":...}` with one claim, or several, in JSON of the attacker's own. */
  const claimsWith = (json: string): string => `{"uid":${uid},"utypid":2,"iat":${now},${json}}`;

  /** Signed with the service's own key. */
  const signed = (head: Part, payload: Part = claims(), algorithm: HmacAlgorithm = 'HS256') =>
    forge(head, payload, key.signingKey, algorithm);

  const parts = (token: string): [string, string, string] =>
    token.split('.') as [string, string, string];

  /** By the route, by whichever reader knows the shape, and by the JWT reader asked outright. */
  async function expectAllRefused(tokens: readonly string[]): Promise<void> {
    for (const token of tokens) {
      await expectRefused(test, token);
      expect(() => test.get(JwtTokenReader).read(token)).toThrow(UnreadableTokenError);
    }
  }

  /** A header validly signed, with the victim's signature, with a random one, and with none. */
  const underEverySignature = (head: Part): string[] => {
    const forged = signed(head);
    const [first, second] = parts(forged);
    return [
      forged,
      ...[parts(victim)[2], randomBytes(32).toString('base64url'), ''].map(
        (signature) => `${first}.${second}.${signature}`,
      ),
    ];
  };

  describe('controls, without which a refusal would prove nothing', () => {
    it('accepts a token made the way the attacks are, with nothing wrong in it', async () => {
      await expectAccepted(test, signed(header()));
      expect(signed(header(), claims({}))).toBe(victim);
    });

    it('accepts a header parameter and a claim that mean nothing to it', async () => {
      await expectAccepted(test, signed(header({ x: 1 }), claims({ y: [{}] })));
    });
  });

  describe('the algorithm', () => {
    it('JWT-08 asks the library for one algorithm and gives it a key, on either path', async () => {
      const verify = vi.spyOn(jsonwebtoken, 'verify');
      test.get(JwtTokenReader).read(victim);
      await callModules(test, `Bearer ${victim}`);
      expect(verify.mock.calls.length).toBe(2);
      for (const [token, given, options] of verify.mock.calls) {
        expect(token).toBe(victim);
        expect(given).toBe(key.verificationKey);
        expect(options).toMatchObject({ algorithms: ['HS256'] });
      }
    });

    it('JWT-08 has no key for a header that names another algorithm than the key has', () => {
      const ring = test.get(JwtKeyRing);
      expect(ring.keyFor(signed(header({ x: 1 })))).toBe(key);
      for (const alg of ['HS384', 'HS512', 'none', 'RS256', 'hs256'])
        expect(ring.keyFor(signed(header({ alg })))).toBe(undefined);
    });

    it.each(['none', 'None', 'NONE', 'nOnE', 'noNe'])('JWT-01 refuses alg %j', async (alg) => {
      await expectAllRefused(underEverySignature(header({ alg })));
    });

    it.each(['none ', ' none', 'none\u0000', 'n\u043ene'])('JWT-02 refuses alg %j', async (alg) => {
      await expectAllRefused(underEverySignature(header({ alg })));
    });

    it('JWT-03 refuses none in two parts', async () => {
      await expectAllRefused([`${encode(header({ alg: 'none' }))}.${encode(claims())}`]);
    });

    it.each([null, 0, true, [], ['HS256'], {}, ''])('JWT-04 refuses alg %j', async (alg) => {
      await expectAllRefused(underEverySignature(header({ alg })));
    });

    it('JWT-05 refuses a missing alg, and ALG in its place, though validly signed', async () => {
      await expectAllRefused([
        signed({ kid: key.kid }),
        signed({ kid: key.kid, ALG: 'HS256' }),
        signed({ kid: key.kid, Alg: 'HS256' }),
      ]);
    });

    it.each(['hs256', 'Hs256', 'HS256 ', ' HS256', 'HS256\n', 'HS256\u0000', '\uff28S256'])(
      'JWT-06 refuses alg %j, though validly signed',
      async (alg) => {
        await expectAllRefused([signed(header({ alg }))]);
      },
    );

    it('JWT-07 refuses a duplicate alg in both orders, unsigned', async () => {
      const both = ['none","alg":"HS256', 'HS256","alg":"none'].flatMap((algs) =>
        underEverySignature(`{"kid":"${key.kid}","alg":"${algs}"}`),
      );
      // The first of the eight is validly signed, and says HS256 to every JSON parser there is.
      const [ours, ...others] = both;
      await expectAccepted(test, ours!);
      await expectAllRefused(others);
    });

    it.each(['HS384', 'HS512'] as const)(
      'JWT-08 refuses %s with the same secret',
      async (algorithm) => {
        await expectAllRefused([
          signed(header({ alg: algorithm }), claims(), algorithm),
          signed(header(), claims(), algorithm),
          signed(header({ alg: algorithm }), claims(), 'HS256'),
        ]);
      },
    );

    it.each([
      'RS256',
      'PS256',
      'ES256',
      'ES384',
      'ES512',
      'ES256K',
      'EdDSA',
      'Ed448',
      'dir',
      'A128KW',
      'RSA-OAEP',
      'PBES2-HS256+A128KW',
      'HS1',
      'HS2560',
      'MD5',
      'constructor',
      '__proto__',
    ])('JWT-10 refuses alg %s', async (alg) => {
      await expectAllRefused(underEverySignature(header({ alg })));
    });
  });

  describe('the key', () => {
    it.each([
      '',
      'secret',
      'null',
      'undefined',
      '[object Object]',
      '\u0000'.repeat(32),
      '\u0000'.repeat(64),
      'changeme',
      'Bearer',
    ])('JWT-12 refuses a token keyed with %j', async (guess) => {
      await expectAllRefused([forge(header(), claims(), guess)]);
    });

    it('JWT-12 refuses a token keyed with the kid, as text and as bytes', async () => {
      await expectAllRefused([
        forge(header(), claims(), key.kid),
        forge(header(), claims(), Buffer.from(key.kid, 'hex')),
      ]);
    });

    it('JWT-13 refuses a token signed with an unknown key of the right kind', async () => {
      const unknown = randomBytes(32);
      await expectAllRefused([
        forge(header(), claims(), unknown),
        forge(header({ kid: '00000000' }), claims(), unknown),
        forge({ alg: 'HS256' }, claims(), unknown),
      ]);
    });

    it("JWT-14 refuses a jwk in the header: the attacker's, with our kid, of kty oct", async () => {
      const secret = randomBytes(32);
      const jwk = { kty: 'oct', k: secret.toString('base64url'), alg: 'HS256', kid: key.kid };
      await expectAllRefused([
        forge(header({ jwk }), claims(), secret),
        forge({ alg: 'HS256', jwk }, claims(), secret),
        forge(header({ jwk: { ...jwk, k: '' } }), claims(), ''),
        signed(header({ jwk })),
      ]);
    });

    describe('fetched from elsewhere', () => {
      let bait: Server;
      let connections = 0;
      beforeAll(async () => {
        bait = createServer((_request, response) => response.end('{"keys":[]}'));
        bait.on('connection', () => (connections += 1));
        await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
      });
      afterAll(() => bait.close());

      const addresses = (): string[] => [
        `http://127.0.0.1:${(bait.address() as AddressInfo).port}/jwks.json`,
        'http://169.254.169.254/latest/meta-data/',
        'file:///etc/passwd',
      ];

      it.each(['jku', 'x5u'])('JWT-15 refuses %s and connects nowhere', async (name) => {
        for (const url of addresses())
          await expectAllRefused([
            forge(header({ [name]: url }), claims(), randomBytes(32)),
            forge({ alg: 'HS256', [name]: url }, claims(), ''),
          ]);
        expect(connections).toBe(0);
      });

      it('JWT-17 refuses our own signature beside a jku, and fetches nothing', async () => {
        await expectAllRefused(addresses().map((jku) => signed(header({ jku }))));
        expect(connections).toBe(0);
      });

      it('JWT-15 would have noticed a connection', async () => {
        await fetch(addresses()[0]!);
        expect(connections).toBe(1);
        connections = 0;
      });
    });

    it.each(['x5c', 'x5t', 'x5t#S256'])('JWT-16 refuses %s', async (name) => {
      await expectAllRefused(
        ['junk', ['MIIB'], [], null, 0].flatMap((value) => [
          forge(header({ [name]: value }), claims(), randomBytes(32)),
          signed(header({ [name]: value })),
        ]),
      );
    });

    it.each(['../../dev/null', '../../../../../../../dev/null', '/dev/null', 'C:\\nul', '.', ''])(
      'JWT-18 refuses kid %j signed with the empty key',
      async (kid) => {
        await expectAllRefused([forge(header({ kid }), claims(), '')]);
      },
    );

    it('JWT-19 refuses an SQL injection in kid, and asks the database nothing', async () => {
      const run = vi.spyOn(test.get(Database), 'run');
      const query = vi.spyOn(test.get(Database).dataSource, 'query');
      const value = 'attacker';
      for (const kid of [
        `' UNION SELECT '${value}' -- `,
        `x' OR '1'='1`,
        `${key.kid}' AND SLEEP(5) -- `,
        `1; DROP TABLE admin_user`,
      ])
        await expectAllRefused([forge(header({ kid }), claims(), value), signed(header({ kid }))]);
      expect([run.mock.calls.length, query.mock.calls.length]).toEqual([0, 0]);
    });

    it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'size', 'get'])(
      'JWT-20 refuses kid %s',
      async (kid) => {
        await expectAllRefused([
          signed(`{"kid":"${kid}","alg":"HS256"}`),
          forge(header({ kid }), claims(), ''),
          forge(header({ kid }), claims(), 'undefined'),
        ]);
      },
    );

    it.each([
      ['4,000 characters', 'k'.repeat(4_000)],
      ['2,500 characters', 'k'.repeat(2_500)],
      ['NUL', 'a\u0000b'],
      ['CR LF', 'a\r\nlevel=admin\r\n'],
      ['a shell text', '$(reboot)`reboot`;reboot|'],
      ['a JNDI text', '$' + '{jndi:ldap://127.0.0.1/a}'],
      ['ANSI', '\u001b[2J\u001b[31m'],
      ['a lone surrogate', '\ud800'],
    ])('JWT-21 refuses a kid of %s, in a log line without it', async (_what, kid) => {
      const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      const token = signed(header({ kid }));
      await expectHttpRefusal(test, `Bearer ${token}`, 'TOKEN_UNREADABLE');
      expect(warn.mock.calls).toEqual([
        [{ message: 'token refused', code: 'TOKEN_UNREADABLE', requestId: expect.any(String) }],
      ]);
      expect(await readerVerdict(test, token)).toBe('TOKEN_UNREADABLE');
    });

    it.each([[1], [['a']], [{}], [null], [true], [undefined]])(
      'JWT-22 refuses kid %j, though validly signed',
      async (kid) => {
        await expectAllRefused([signed(header({ kid }))]);
      },
    );

    it('JWT-22 refuses the kid as an array or in another spelling', async () => {
      await expectAllRefused(
        [[key.kid], ` ${key.kid}`, key.kid.toUpperCase() + 'A', { kid: key.kid }].map((kid) =>
          signed(header({ kid })),
        ),
      );
    });
  });

  describe('the header', () => {
    it.each([[['exp']], [[]], [['b64']], [['unknown']], ['exp'], [true], [['exp', 'exp']], [null]])(
      'JWT-24 refuses crit %j, though validly signed',
      async (crit) => {
        await expectAllRefused([signed(header({ crit, exp: now + HOUR }))]);
      },
    );

    it.each(['JWT', 'jwt', 'at+jwt', 'id+jwt', 'refresh+jwt', '', 1, null, ['JWT'], {}])(
      'TYP-07 refuses typ %j, though validly signed: its own tokens have none',
      async (typ) => {
        await expectAllRefused([
          signed(header({ typ })),
          signed({ typ, alg: 'HS256', kid: key.kid }),
        ]);
      },
    );

    it('JWT-25 refuses b64 false with a raw and an encoded payload, and a detached one', async () => {
      const unencoded = header({ b64: false, crit: ['b64'] });
      const raw = JSON.stringify(claims());
      const input = `${encode(unencoded)}.${raw}`;
      const [, , signature] = parts(forge(unencoded, claims(), key.signingKey));
      await expectAllRefused([
        `${input}.${signature}`,
        signed(unencoded),
        signed(header({ b64: false })),
        signed(header({ b64: true })),
        `${parts(victim)[0]}..${parts(victim)[2]}`,
        `${encode(unencoded)}..${signature}`,
      ]);
    });

    it('JWT-26 refuses zip, and a nested JWS', async () => {
      await expectAllRefused([
        signed(header({ zip: 'DEF' }), deflateRawSync(JSON.stringify(claims()))),
        signed(header({ zip: 'DEF' })),
        signed(header({ cty: 'JWT' }), victim),
        signed(header({ cty: 'JWT' })),
        signed(header(), victim),
      ]);
    });

    it.each([2 ** 31 - 1, 2 ** 53 - 1, 0, -1, '1000'])(
      'JWT-27 refuses a five-part JWE with p2c %j in under 20 ms',
      async (p2c) => {
        const jwe = [
          encode({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', kid: key.kid, p2c, p2s: 'c2FsdA' }),
          ...[24, 12, 64, 16].map((bytes) => randomBytes(bytes).toString('base64url')),
        ].join('.');
        expect(await fastest(() => readerVerdict(test, jwe))).toBeLessThan(20);
        expect(await fastest(() => callModules(test, `Bearer ${jwe}`))).toBeLessThan(20);
        await expectAllRefused([
          jwe,
          jwe.replace(/^[^.]+/, encode({ alg: 'dir', enc: 'A128GCM' })),
        ]);
      },
    );

    it('JWT-28 refuses the JSON serialisations, and a polyglot with a compact token in it', async () => {
      const [first, payload, signature] = parts(victim);
      await expectAllRefused([
        JSON.stringify({ protected: first, payload, signature }),
        JSON.stringify({ payload, signatures: [{ protected: first, signature }] }),
        JSON.stringify({ token: victim }),
        JSON.stringify(victim),
        JSON.stringify([victim]),
        `{"${victim}":1}`,
      ]);
    });

    it.each([
      ['an array', (h: string) => `[${h}]`],
      ['an empty array', () => '[]'],
      ['null', () => 'null'],
      ['a text', (h: string) => JSON.stringify(h)],
      ['a trailing comma', (h: string) => h.replace('}', ',}')],
      ['two documents', (h: string) => h + h],
      ['a comment', (h: string) => `/**/${h}`],
      ['a BOM', (h: string) => `\ufeff${h}`],
      ['single quotes', (h: string) => h.replaceAll('"', "'")],
      ['UTF-16', (h: string) => Buffer.from(h, 'utf16le')],
      [
        'UTF-16 with BOM',
        (h: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(h, 'utf16le')]),
      ],
      [
        'overlong UTF-8',
        (h: string) => {
          const [before, after] = h.split('alg') as [string, string];
          const overlong = Buffer.from([0xc1, 0xa1]);
          return Buffer.concat([Buffer.from(before), overlong, Buffer.from(`lg${after}`)]);
        },
      ],
      [
        'invalid UTF-8',
        (h: string) =>
          Buffer.concat([
            Buffer.from(h.replace('}', ',"x":"')),
            Buffer.from([0xff]),
            Buffer.from('"}'),
          ]),
      ],
    ])('JWT-29 refuses a header with %s, though validly signed', async (_what, change) => {
      await expectAllRefused([signed(change(JSON.stringify(header())))]);
    });
  });

  describe('the size', () => {
    it('JWT-30 refuses 2,000 header members before it parses any JSON', async () => {
      const many = Object.fromEntries(
        Array.from({ length: 2_000 }, (_, index) => [`m${index}`, 1]),
      );
      const token = signed(header(many));
      const parse = vi.spyOn(JSON, 'parse');
      await expectAllRefused([token]);
      expect(parse).not.toHaveBeenCalled();
    });

    it('JWT-30 accepts up to 4,096 characters and refuses more, though validly signed', async () => {
      const tokens = Array.from({ length: 12 }, (_, index) =>
        signed(header(), claims({ bulk: 'x'.repeat(2_935 + index) })),
      );
      const lengths = tokens.map(({ length }) => length);
      expect(lengths).toContain(MAX_TOKEN_LENGTH);
      for (const token of tokens)
        if (token.length <= MAX_TOKEN_LENGTH) await expectAccepted(test, token);
        else await expectRefused(test, token);
      expect(Math.max(...lengths)).toBeGreaterThan(MAX_TOKEN_LENGTH);
      await expectAllRefused([signed(header(), claims({ bulk: 'x'.repeat(8_192) }))]);
    });

    const MEGABYTE = 1_048_576;
    it.each([
      ['1 MB of A', () => 'A'.repeat(MEGABYTE)],
      ['1 MB of dots', () => '.'.repeat(MEGABYTE)],
      ['1 MB of A.', () => 'A.'.repeat(MEGABYTE / 2)],
      ['1 MB of NUL', () => '\u0000'.repeat(MEGABYTE)],
      ['16 MB of A', () => 'A'.repeat(16 * MEGABYTE)],
    ])('JWT-31 refuses %s in under 50 ms', async (_what, text) => {
      const token = text();
      expect(await fastest(() => readerVerdict(test, token))).toBeLessThan(50);
      await expectAllRefused([token]);
    });

    it('JWT-31 takes no memory for 16 MB that are refused', async () => {
      const token = 'A'.repeat(16 * MEGABYTE);
      await readerVerdict(test, token);
      const before = process.memoryUsage.rss();
      // One copy each, however short-lived, would be 1.6 GB, and the collector not that quick.
      for (let count = 0; count < 100; count += 1) await readerVerdict(test, token);
      expect((process.memoryUsage.rss() - before) / MEGABYTE).toBeLessThan(64);
    });

    it('JWT-31 answers 431 on the wire, where a header block has 16 KB', async () => {
      await test.app.listen(0, '127.0.0.1');
      const { port } = test.app.getHttpServer().address() as AddressInfo;
      const answer = await exchange(
        port,
        `GET /rest/V1/modules HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${'A'.repeat(65_536)}\r\n\r\n`,
      );
      expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 431 Request Header Fields Too Large');
    });
  });

  describe('the times', () => {
    it('JWT-32 refuses exp one hour and 61 seconds ago, as expired', async () => {
      for (const ago of [HOUR, 61, 1])
        await expectRefused(
          test,
          signed(header(), claims({ iat: now - 2 * HOUR, exp: now - ago })),
          'TOKEN_EXPIRED',
        );
    });

    it('JWT-33 refuses exp equal to now, and accepts the second before', async () => {
      const at = (exp: number) => signed(header(), claims({ iat: now - HOUR, exp }));
      await expectRefused(test, at(now), 'TOKEN_EXPIRED');
      await expectAccepted(test, at(now + 1));
    });

    it('JWT-34 refuses a missing exp', async () => {
      await expectAllRefused([signed(header(), { uid, utypid: 2, iat: now })]);
    });

    it.each(['null', '"1767229200"', 'true', '[]', '[1767229200]', '{}', '"2026-01-01T01:00:00Z"'])(
      'JWT-34 refuses exp %s',
      async (exp) => {
        await expectAllRefused([signed(header(), claimsWith(`"exp":${exp}`))]);
      },
    );

    it.each(['"Infinity"', '1e309', '-1e309', 'NaN', 'Infinity', '0x69595010', '01767229200'])(
      'JWT-35 refuses exp %s',
      async (exp) => {
        await expectAllRefused([signed(header(), claimsWith(`"exp":${exp}`))]);
      },
    );

    it.each([
      ['milliseconds', '1767229200000'],
      ['2^53 + 1', '9007199254740993'],
      ['1e20', '1e20'],
      ['ten years', '2082758400'],
      ['2^31', '2147483648'],
      ['a fraction', '1767229200.5'],
    ])('JWT-36 refuses exp in %s', async (_what, exp) => {
      await expectAllRefused([signed(header(), claimsWith(`"exp":${exp}`))]);
    });

    it('JWT-36 accepts a lifetime of one year and refuses a second more', async () => {
      const of = (seconds: number) => signed(header(), claims({ exp: now + seconds }));
      await expectAccepted(test, of(MAX_LIFETIME_SECONDS));
      await expectRefused(test, of(MAX_LIFETIME_SECONDS + 1));
    });

    it.each(['0', '-0', '-1', '-1767229200'])('JWT-37 refuses exp %s', async (exp) => {
      await expectAllRefused([signed(header(), claimsWith(`"exp":${exp}`))]);
    });

    it('JWT-38 gives a duplicate exp the same meaning in every verifier: the last one', async () => {
      const early = `{"uid":${uid},"utypid":2,"iat":${now - 2 * HOUR}`;
      await expectRefused(
        test,
        signed(header(), `${early},"exp":${now + HOUR},"exp":${now - 1}}`),
        'TOKEN_EXPIRED',
      );
      await expectAccepted(
        test,
        signed(header(), `${early},"exp":${now - 1},"exp":${now + HOUR}}`),
      );
    });

    it('JWT-39 refuses nbf in the future, and accepts it from that second on', async () => {
      await expectRefused(test, signed(header(), claims({ nbf: now + 1 })), 'TOKEN_NOT_YET_VALID');
      await expectAccepted(test, signed(header(), claims({ nbf: now })));
    });

    it.each(['"1767225600"', 'null', '1e309', '[1767225600]', '{}', '1.5', 'true'])(
      'JWT-39 refuses nbf %s',
      async (nbf) => {
        await expectAllRefused([signed(header(), claimsWith(`"exp":${now + HOUR},"nbf":${nbf}`))]);
      },
    );

    it('JWT-40 refuses iat in the future, beyond the 30 seconds that clocks may differ', async () => {
      const at = (iat: number) => signed(header(), claims({ iat }));
      await expectRefused(test, at(now + 31), 'TOKEN_NOT_YET_VALID');
      await expectAccepted(test, at(now + 30));
    });

    it.each(['"1767225600"', 'null', '1e309', '[1767225600]', '{}', 'true', '0', '-1', '1.5'])(
      'JWT-40 refuses iat %s',
      async (iat) => {
        const rest = `"uid":${uid},"utypid":2,"exp":${now + HOUR}`;
        await expectAllRefused([signed(header(), `{${rest},"iat":${iat}}`)]);
      },
    );

    it('JWT-40 refuses a missing iat, and one at or after exp', async () => {
      await expectAllRefused([
        signed(header(), { uid, utypid: 2, exp: now + HOUR }),
        signed(header(), claims({ iat: now + 10, exp: now + 10 })),
        signed(header(), claims({ iat: now + 20, exp: now + 10 })),
      ]);
    });
  });

  describe('the claims', () => {
    it.each([
      'null',
      '0',
      '-1',
      '1.5',
      '"1"',
      '""',
      '[1]',
      '{}',
      'true',
      '9007199254740993',
      '1e309',
    ])('JWT-43 refuses uid %s', async (id) => {
      const rest = `"utypid":2,"iat":${now},"exp":${now + HOUR}`;
      await expectAllRefused([signed(header(), `{"uid":${id},${rest}}`)]);
    });

    it.each(['null', '0', '1', '4', '2.5', '"2"', '[2]', '{}', 'true'])(
      'JWT-43 refuses utypid %s',
      async (type) => {
        const rest = `"uid":${uid},"iat":${now},"exp":${now + HOUR}`;
        await expectAllRefused([signed(header(), `{"utypid":${type},${rest}}`)]);
      },
    );

    it('JWT-43 refuses a missing uid, a missing utypid, and both by way of __proto__', async () => {
      const times = `"iat":${now},"exp":${now + HOUR}`;
      await expectAllRefused([
        signed(header(), `{"utypid":2,${times}}`),
        signed(header(), `{"uid":${uid},${times}}`),
        signed(header(), `{"__proto__":{"uid":${uid},"utypid":2},${times}}`),
        signed(header(), `{"sub":"${uid}","utypid":2,${times}}`),
        signed(header(), `{"UID":${uid},"utypid":2,${times}}`),
      ]);
    });

    it('JWT-43 refuses the token of an account that does not exist, or is deleted', async () => {
      const gone = await test.createAdmin('gone', 'correct horse');
      const token = signed(header(), claims({ uid: gone }));
      await expectAccepted(test, token);
      await test.get(AdminAccounts).deactivate('gone');
      await expectRefused(test, token, 'PRINCIPAL_INACTIVE');
      await test
        .get(Database)
        .run((manager) => manager.query('DELETE FROM admin_user WHERE user_id = ?', [gone]));
      await expectRefused(test, token, 'PRINCIPAL_INACTIVE');
      await expectRefused(
        test,
        signed(header(), claims({ uid: 4_000_000_000 })),
        'PRINCIPAL_INACTIVE',
      );
    });

    it.each([
      ['an array', (p: string) => `[${p}]`],
      ['null', () => 'null'],
      ['a text', (p: string) => JSON.stringify(p)],
      ['a number', () => '5'],
      ['true', () => 'true'],
      ['one space', () => ' '],
      ['two documents', (p: string) => `${p}x`],
      ['a BOM', (p: string) => `\ufeff${p}`],
      ['UTF-16', (p: string) => Buffer.from(p, 'utf16le')],
    ])('JWT-45 refuses as a payload %s, though validly signed', async (_what, change) => {
      await expectAllRefused([signed(header(), change(JSON.stringify(claims())))]);
    });

    it('JWT-45 refuses an empty payload', async () => {
      await expectAllRefused([signed(header(), '')]);
    });

    it.each([
      ['a stray byte', [0xff]],
      ['an overlong form', [0xc1, 0xa1]],
      ['an encoded surrogate', [0xed, 0xa0, 0x80]],
      ['a cut sequence', [0xe2, 0x82]],
    ])(
      'JWT-45 refuses invalid UTF-8 in a claim: %s, though validly signed',
      async (_what, bytes) => {
        const text = JSON.stringify(claims({ x: '' })).slice(0, -2);
        const payload = Buffer.concat([Buffer.from(text), Buffer.from(bytes), Buffer.from('"}')]);
        await expectAllRefused([signed(header(), payload)]);
      },
    );

    it('JWT-46 leaves Object.prototype alone, whatever a payload or a header says', async () => {
      const poison = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
      const token = signed(
        `{"kid":"${key.kid}","alg":"HS256",${poison}}`,
        `{${poison},${JSON.stringify(claims()).slice(1)}`,
      );
      await expectAccepted(test, token);
      expect((test.get(JwtTokenReader).read(token) as { polluted?: unknown }).polluted).toBe(
        undefined,
      );
      expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
    });
  });

  describe('the spelling', () => {
    it('JWT-47 refuses padding on any part', async () => {
      const three = parts(victim);
      for (const place of [0, 1, 2])
        for (const padding of ['=', '==', '%3D'])
          await expectAllRefused([
            three.map((part, index) => (index === place ? part + padding : part)).join('.'),
          ]);
    });

    it('JWT-47 refuses the alphabet with + and /', async () => {
      const found = [0, 1, 2].map((place) => {
        for (let index = 0; ; index += 1) {
          // Question marks and tildes make for - and _ in what is encoded.
          const token = signed(header({ x: `?~${index}` }), claims({ y: `~?>${index}` }));
          const part = parts(token)[place]!;
          const other = part.replaceAll('-', '+').replaceAll('_', '/');
          if (other !== part) return { token, changed: token.replace(part, () => other) };
        }
      });
      for (const { token, changed } of found) {
        await expectAccepted(test, token);
        await expectRefused(test, changed);
      }
    });

    const BLANKS = [' ', '\t', '\r', '\n', '\u0000', '\u00a0', '\u200b', '\ufeff', '\u3000'];
    it.each(BLANKS)('JWT-48 refuses %j before, after and inside', async (blank) => {
      const firstDot = victim.indexOf('.');
      const lastDot = victim.lastIndexOf('.');
      for (const place of [0, 5, firstDot, firstDot + 1, lastDot, lastDot + 1, victim.length])
        await expectAllRefused([victim.slice(0, place) + blank + victim.slice(place)]);
    });

    it('JWT-49 refuses other numbers of parts and other dots', async () => {
      const [first, payload, signature] = parts(victim);
      await expectAllRefused([
        `${victim}.`,
        `.${victim}`,
        `${victim}..`,
        first,
        `${first}.${payload}`,
        `${first}.${payload}.`,
        `.${payload}.${signature}`,
        `${victim}.${signature}`,
        `${victim}.${signature}.${signature}`,
        `${first}..${payload}.${signature}`,
        `${first}.${payload}..${signature}`,
        victim.replaceAll('.', '%2E'),
        victim.replaceAll('.', '\uff0e'),
        victim.replaceAll('.', '\u3002'),
        `"${victim}"`,
        `'${victim}'`,
        `<${victim}>`,
        `Bearer${victim}`,
        `Bearer ${victim}`,
        `${victim},${victim}`,
        `${victim}, ${victim}`,
        `${victim};${victim}`,
      ]);
    });

    it('JWT-50 refuses every other spelling of the unused bits', async () => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const three = parts(victim);
      const spellings = three.flatMap((part, place) =>
        alphabet
          .split('')
          .map((last) => part.slice(0, -1) + last)
          .filter(
            (other) =>
              other !== part &&
              Buffer.from(other, 'base64url').equals(Buffer.from(part, 'base64url')),
          )
          .map((other) => three.with(place, other).join('.')),
      );
      // 32 bytes leave two bits over: three other spellings of the signature alone.
      expect(spellings.length).toBeGreaterThanOrEqual(3);
      await expectAllRefused(spellings);
    });
  });

  describe('the signature', () => {
    it('JWT-51 refuses what is not the whole signature', async () => {
      const [first, payload, signature] = parts(victim);
      const bytes = Buffer.from(signature, 'base64url');
      const again = (other: Uint8Array): string => Buffer.from(other).toString('base64url');
      await expectAllRefused(
        [
          '',
          'A',
          signature.slice(0, -1),
          again(bytes.subarray(0, 31)),
          again(bytes.subarray(0, 16)),
          again(bytes.subarray(1)),
          again(Buffer.concat([bytes, Buffer.from([0])])),
          again(Buffer.concat([Buffer.from([0]), bytes])),
          again(Buffer.concat([bytes, bytes])),
          signature + signature,
          again(new Uint8Array(32)),
          again(new Uint8Array(32).fill(255)),
          again(new Uint8Array(0)),
          again(randomBytes(32)),
          bytes.toString('hex'),
          again(Buffer.from(bytes.toString('hex'))),
          again(Buffer.from(signature)),
          again(createHash('sha256').update(`${first}.${payload}`).digest()),
        ].map((other) => `${first}.${payload}.${other}`),
      );
    });

    it('JWT-52 refuses one flipped bit, at four places of every part', async () => {
      const three = parts(victim);
      for (const [place, part] of three.entries()) {
        const bytes = Buffer.from(part, 'base64url');
        for (const index of [0, 1, bytes.length >> 1, bytes.length - 1]) {
          const flipped = Buffer.from(bytes);
          flipped[index]! ^= 1;
          await expectAllRefused([three.with(place, flipped.toString('base64url')).join('.')]);
        }
      }
    });

    it('JWT-52 refuses parts swapped with another valid token', async () => {
      const second = await test.createAdmin('second', 'correct horse');
      const other = signed(header({ x: 1 }), claims({ uid: second }));
      await expectAccepted(test, other);
      const [mine, yours] = [parts(victim), parts(other)];
      for (let mask = 1; mask < 7; mask += 1)
        await expectAllRefused([
          mine.map((part, place) => (mask & (1 << place) ? yours[place]! : part)).join('.'),
        ]);
    });
  });
});

/** The cheapest of five tries, in milliseconds: the first one compiles, and garbage is collected. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) times.push(await processorMs(work));
  return Math.min(...times);
}

/** Everything that comes back over a raw connection. */
function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer));
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
  });
}
