/* oxlint-disable vitest/expect-expect -- assertions are in helpers whose names begin with "expect" */
import { randomBytes } from 'node:crypto';
import { connect, type AddressInfo } from 'node:net';
import { Get, Logger, Module } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PrincipalType, TokenIssuer, TokenReader } from '../../src/contract/index.js';
import { defineFeature, defineModule } from '../../src/kernel/index.js';
import { OpaqueTokenIssuer } from '../../src/modules/integration/opaque-token-issuer.js';
import { OpaqueTokenReader } from '../../src/modules/integration/opaque-token-reader.js';
import { Revocations } from '../../src/modules/integration/revocations.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { AdminStatus } from '../../src/modules/user/admin-status.js';
import { Resource, RestController, SELF } from '../../src/modules/webapi/index.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';
import {
  callModules,
  expectAccepted,
  expectHttpRefusal,
  readerVerdict,
  REFUSED_BODY,
} from '../vectors/guarded-route.js';

@RestController('fixture/self')
class SelfController {
  @Get()
  @Resource(SELF)
  whoAmI(): { known: boolean } {
    return { known: true };
  }
}

@Module({ controllers: [SelfController] })
class SelfModule {}

/** No shipped route is for customers yet. */
const selfRoute = defineModule({
  name: 'fixture-self',
  summary: 'A route for customers.',
  sequence: ['webapi'],
  load: async () => defineFeature({ module: SelfModule }),
});

describe('how a token travels', () => {
  let test: TestApp;
  let port: number;
  /** A JWT and an opaque token of the same administrator: both are read, whichever is issued. */
  let tokens: readonly [string, string];
  let jwt: string;
  let opaque: string;

  beforeAll(async () => {
    test = await startTestApp({ modules: WITH_JWT, manifests: [selfRoute] });
    const principal = {
      type: PrincipalType.Admin,
      id: await test.createAdmin('victim', 'correct horse'),
    };
    jwt = await test.get(TokenIssuer).issue(principal);
    opaque = await test.get(OpaqueTokenIssuer).issue(principal);
    tokens = [jwt, opaque];
    await test.app.listen(0, '127.0.0.1');
    ({ port } = test.app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => test.stop());

  afterEach(async () => {
    vi.restoreAllMocks();
    for (const token of tokens) await expectAccepted(test, token);
  });

  /** The status line and all that follows, for header lines as they stand on the wire. */
  const onTheWire = (...lines: string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => {
        const request = ['GET /rest/V1/modules HTTP/1.1', 'Host: a', 'Connection: close', ...lines];
        socket.write(`${request.join('\r\n')}\r\n\r\n`, 'latin1');
      });
      socket.setEncoding('latin1');
      socket.on('data', (chunk) => (answer += String(chunk)));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });

  const statusOnTheWire = async (...lines: string[]): Promise<number> =>
    Number((await onTheWire(...lines)).split(' ')[1]);

  describe('tokens of another kind', () => {
    const callSelf = async (token?: string) => {
      const { statusCode, body } = await test.app.inject({
        url: '/rest/V1/fixture/self',
        ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
      });
      return `${statusCode} ${body}`;
    };

    const NOT_SELF =
      '401 {"message":"The consumer isn\'t authorized to access %resources.",' +
      '"parameters":{"resources":"self"}}';

    it("TYP-04 refuses a customer's token on an admin route, with the text of no token", async () => {
      const customer = { type: PrincipalType.Customer, id: 1 };
      for (const issuer of [test.get(TokenIssuer), test.get(OpaqueTokenIssuer)]) {
        const token = await issuer.issue(customer);
        expect(await readerVerdict(test, token)).toBe('ok');
        await expectHttpRefusal(test, `Bearer ${token}`, 'none');
        expect(await callSelf(token)).toBe('200 {"known":true}');
      }
      await expectHttpRefusal(test, undefined, 'none');
    });

    it("TYP-04 refuses an administrator's token on a customer route, with that text", async () => {
      const id = await test
        .get(AdminAccounts)
        .create({ username: 'roleless', email: 'r@example.com', role: undefined }, 'x');
      for (const issuer of [test.get(TokenIssuer), test.get(OpaqueTokenIssuer)]) {
        const token = await issuer.issue({ type: PrincipalType.Admin, id });
        expect(await readerVerdict(test, token)).toBe('ok');
        expect(await callSelf(token)).toBe(NOT_SELF);
      }
      expect(await callSelf()).toBe(NOT_SELF);
    });
  });

  describe('tokens in the wrong place', () => {
    it('TYP-08 ignores a token in the query, in a form body and in a cookie, and never logs it', async () => {
      const logged: unknown[] = [];
      for (const level of ['log', 'warn', 'error', 'debug', 'verbose', 'fatal'] as const)
        vi.spyOn(Logger.prototype, level).mockImplementation((...args) => {
          logged.push(args);
        });
      const names = ['access_token', 'token', 'bearer', 'jwt', 'authorization', 'Authorization'];
      for (const token of tokens)
        for (const name of names) {
          const attempts = [
            { url: `/rest/V1/modules?${name}=${token}` },
            { url: `/rest/V1/modules?${name}=Bearer%20${token}` },
            { url: '/rest/V1/modules', headers: { cookie: `${name}=${token}` } },
            {
              url: '/rest/V1/modules',
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
              payload: `${name}=${token}`,
            },
            { url: '/rest/V1/modules', headers: { [`x-${name.toLowerCase()}`]: token } },
            { url: '/rest/V1/modules', headers: { 'proxy-authorization': `Bearer ${token}` } },
          ];
          for (const attempt of attempts) {
            const { statusCode, body, headers } = await test.app.inject({
              method: 'GET',
              ...attempt,
            });
            expect([statusCode, body, headers['www-authenticate']]).toEqual([
              401,
              REFUSED_BODY,
              'Bearer',
            ]);
          }
        }
      const log = JSON.stringify(logged);
      expect(tokens.filter((token) => log.includes(token))).toEqual([]);
    });

    it('TYP-08 would have seen a line in the log', async () => {
      const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      await callModules(test, 'Bearer junk');
      expect(warn).toHaveBeenCalledTimes(1);
    });
  });

  describe('the header', () => {
    it.each(['bearer', 'BEARER', 'bEaReR'])('TYP-09 accepts the scheme as %s', async (scheme) => {
      for (const token of tokens) {
        const { statusCode, challenge } = await callModules(test, `${scheme} ${token}`);
        expect([statusCode, challenge]).toEqual([200, undefined]);
      }
    });

    it('TYP-10 refuses what is not the scheme, one space and the token', async () => {
      for (const token of tokens) {
        for (const value of [
          'Bearer',
          'Bearer ',
          'bearer',
          `Bearer Bearer ${token}`,
          `Bearer${token}`,
          `Bearer\t${token}`,
          `Bearer  ${token}`,
          `Bearer ${token} `,
          `Bearer ${token} ${token}`,
          `Bearer ${token},`,
          `Bearer "${token}"`,
          `Bearer=${token}`,
          `Bearer: ${token}`,
        ])
          await expectHttpRefusal(test, value, 'TOKEN_UNREADABLE');
        for (const value of [` Bearer ${token}`, token, `Token ${token}`, `JWT ${token}`, ''])
          await expectHttpRefusal(test, value, 'none');
      }
    });

    it('TYP-10 sees no space at the ends of a value: HTTP itself takes it away', async () => {
      expect(await statusOnTheWire(`Authorization:   Bearer ${opaque}  \t`)).toBe(200);
      expect(await statusOnTheWire(`Authorization: Bearer  ${opaque}`)).toBe(401);
      expect(await statusOnTheWire(`Authorization: Bearer\t${opaque}`)).toBe(401);
      expect(await statusOnTheWire('Authorization: Bearer')).toBe(401);
    });

    it('TYP-11 uses the first of two Authorization headers and no other', async () => {
      const good = `Authorization: Bearer ${opaque}`;
      const customer = await test
        .get(OpaqueTokenIssuer)
        .issue({ type: PrincipalType.Customer, id: 1 });
      const bad = 'Authorization: Bearer junk';
      expect(await statusOnTheWire(good)).toBe(200);
      expect(await statusOnTheWire(good, bad)).toBe(200);
      expect(await statusOnTheWire(bad, good)).toBe(401);
      expect(await statusOnTheWire(`Authorization: Bearer ${customer}`, good)).toBe(401);
      expect(await statusOnTheWire('Authorization: Basic YTpi', good)).toBe(401);
      expect(await statusOnTheWire('Authorization:', good)).toBe(401);
    });

    it('TYP-11 refuses two credentials in one value, in either order', async () => {
      for (const token of tokens) {
        await expectHttpRefusal(test, `Bearer ${token}, OAuth b`, 'TOKEN_UNREADABLE');
        await expectHttpRefusal(test, `Bearer ${token},OAuth`, 'TOKEN_UNREADABLE');
        await expectHttpRefusal(test, `OAuth b, Bearer ${token}`, 'none');
        await expectHttpRefusal(test, `Basic YTpi, Bearer ${token}`, 'none');
      }
    });

    it('TYP-12 treats Basic, Digest and Negotiate as no credentials', async () => {
      const basic = Buffer.from(`victim:${opaque}`).toString('base64');
      for (const value of [
        `Basic ${basic}`,
        `Basic ${opaque}`,
        'Digest username="victim", realm="a", nonce="b", uri="/", response="c"',
        'Negotiate YIIJvwYGKwYBBQUCoIIJszCC',
        'NTLM TlRMTVNTUAAB',
        `AWS4-HMAC-SHA256 Credential=${opaque}`,
      ])
        await expectHttpRefusal(test, value, 'none');
    });
  });

  it('TYP-13 signs in as a guest beside any bad bearer, and looks at it not at all', async () => {
    const lookups = vi.spyOn(lookupOf(test.get(OpaqueTokenReader)), 'byKey');
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const recognitions = test.all(TokenReader).map((reader) => vi.spyOn(reader, 'recognises'));
    const bad = ['Bearer junk', `Bearer ${'z'.repeat(32)}`, `Bearer ${jwt}x`, 'Bearer', 'Basic a'];
    const answers = await Promise.all(
      bad.map((authorization) =>
        test.app.inject({
          method: 'POST',
          url: '/rest/V1/integration/admin/token',
          headers: { authorization },
          payload: { username: 'victim', password: 'correct horse' },
        }),
      ),
    );
    for (const spy of [lookups, warn, ...recognitions]) expect(spy).not.toHaveBeenCalled();
    for (const { statusCode, body, headers } of answers) {
      expect([statusCode, headers['www-authenticate']]).toEqual([200, undefined]);
      expect(await readerVerdict(test, JSON.parse(body) as string)).toBe('ok');
    }
  });

  it('TYP-14 remembers none of 100,000 bad tokens, and asks the database about well-formed ones only', async () => {
    const lookups = vi.spyOn(lookupOf(test.get(OpaqueTokenReader)), 'byKey');
    const before = rememberedBy(test);
    const shapes = [
      (noise: string) => noise,
      (noise: string) => `${noise}.${noise}.${noise}`,
      (noise: string) => noise.toUpperCase().slice(0, 32),
      (noise: string) => `${noise.slice(0, 31)}_`,
      // The one shape of five that is an opaque token's.
      (noise: string) => noise.slice(0, 32),
    ];
    const verdicts: Record<string, number> = {};
    for (let index = 0; index < 100_000; index += 1) {
      const token = shapes[index % shapes.length]!(`a${randomBytes(20).toString('hex')}`);
      const verdict = await readerVerdict(test, token);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    }
    expect(verdicts).toEqual({ TOKEN_UNREADABLE: 100_000 });
    expect(lookups.mock.calls.length).toBe(20_000);
    for (let index = 0; index < 500; index += 1) {
      const token = shapes[index % shapes.length]!(`a${randomBytes(20).toString('hex')}`);
      await expectHttpRefusal(test, `Bearer ${token}`, 'TOKEN_UNREADABLE');
    }
    expect(lookups.mock.calls.length).toBe(20_100);
    expect(rememberedBy(test)).toEqual(before);
  });
});

type Lookup = { byKey(digest: string): unknown };

/** The prepared query behind a reader: the only way in which it asks the database. */
const lookupOf = (reader: OpaqueTokenReader): Lookup =>
  (reader as unknown as { query: Lookup }).query;

/** How many answers each cache on the verify path holds. */
function rememberedBy(test: TestApp): number[] {
  return [test.get(AdminStatus), test.get(Revocations)].map(
    (cached) =>
      (cached as unknown as { recent: { entries: { size: number } } }).recent.entries.size,
  );
}
