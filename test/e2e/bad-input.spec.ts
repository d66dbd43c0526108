/* oxlint-disable vitest/expect-expect -- assertions are in helpers whose names begin with "expect" */
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

const ADMIN_ROUTE = '/rest/V1/integration/admin/token';
const CUSTOMER_ROUTE = '/rest/V1/integration/customer/token';

const USERNAME_AND_PASSWORD_REQUIRED =
  '{"message":"One or more input exceptions have occurred.","errors":[' +
  '{"message":"\\"%fieldName\\" is required. Enter and try again.",' +
  '"parameters":{"fieldName":"username"}},' +
  '{"message":"\\"%fieldName\\" is required. Enter and try again.",' +
  '"parameters":{"fieldName":"password"}}]}';

const required = (field: 'username' | 'password'): string =>
  '{"message":"\\"%fieldName\\" is required. Enter and try again.",' +
  `"parameters":{"fieldName":"${field}"}}`;

const NOT_A_TEXT =
  '{"message":"The \\"array\\" value\'s type is invalid. ' +
  'The \\"string\\" type was expected. Verify and try again."}';

const SIGN_IN_FAILED =
  '{"message":"The account sign-in was incorrect or your account is disabled temporarily. ' +
  'Please wait and try again later."}';

const DECODING_ERROR = '{"message":"Decoding error."}';
const NO_CONTENT_TYPE = '{"message":"Content-Type header is empty."}';
const TOO_LARGE = '{"message":"The request body is too large."}';
const NOT_PROCESSED = '{"message":"Specified request cannot be processed."}';
const NO_ROUTE = '{"message":"Request does not match any route."}';

const JSON_TYPE = { 'content-type': 'application/json' };

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

describeOnEachDatabase('bad input on the token routes', (kind) => {
  let test: TestApp;
  let port: number;

  beforeAll(async () => {
    test = await startTestApp({ kind, modules: WITH_JWT });
    await test.createAdmin('keeper', 'correct horse');
    await test.createAdmin('123', 'correct horse');
    await test.createAdmin('1', 'correct horse');
    await test.app.listen(0, '127.0.0.1');
    ({ port } = test.app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => test.stop());

  const GOOD = '{"username":"keeper","password":"correct horse"}';

  /** Over a real connection, so that nothing but Node's own parser stands in between. */
  function send(
    body: string | Uint8Array,
    headers: Record<string, string | string[]> = JSON_TYPE,
    path = ADMIN_ROUTE,
    method = 'POST',
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            headers: response.headers,
          }),
        );
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  /** The whole of what a client sees of a refusal. */
  async function expectRefusal(answer: Promise<Answer>, status: number, body: string) {
    const { headers, ...rest } = await answer;
    expect({ ...rest, type: headers['content-type'], caching: headers['cache-control'] }).toEqual({
      status,
      body,
      type: 'application/json; charset=utf-8',
      caching: 'no-store',
    });
    expect(headers['set-cookie']).toBe(undefined);
    // 401 always says what is asked for; nothing else does.
    expect(headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  }

  async function expectToken(answer: Promise<Answer>): Promise<void> {
    const { status, body, headers } = await answer;
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/json; charset=utf-8',
      'no-store',
    ]);
    expect(body).toMatch(/^"[\w-]+\.[\w-]+\.[\w-]+"$/);
  }

  const accounts = (): Promise<unknown> =>
    test
      .get(Database)
      .run((manager) => manager.query('SELECT user_id, username, is_active FROM admin_user'));

  const prototype = Reflect.ownKeys(Object.prototype);
  const expectNothingBroken = async (): Promise<void> => {
    expect(Reflect.ownKeys(Object.prototype)).toEqual(prototype);
    await expectToken(send(GOOD));
  };
  afterEach(expectNothingBroken);

  describe.each([ADMIN_ROUTE, CUSTOMER_ROUTE])('%s', (route) => {
    it.each([
      '{}',
      '{"username":null,"password":null}',
      '{"username":"","password":""}',
      '{"username":false,"password":false}',
      '{"Username":"keeper","PASSWORD":"correct horse"}',
      '{"user_name":"keeper","pass_word":"correct horse"}',
      'null',
      'true',
      '0',
      '"text"',
      '[]',
      '[{}]',
      '[{"username":"keeper","password":"correct horse"}]',
      '["keeper","correct horse"]',
      '',
      '  \r\n\t ',
    ])('LOG-05 asks for both fields of %j', async (body) => {
      await expectRefusal(send(body, JSON_TYPE, route), 400, USERNAME_AND_PASSWORD_REQUIRED);
    });

    it.each([
      ['username', '{"password":"correct horse"}'],
      ['username', '{"username":"","password":"correct horse"}'],
      ['username', '{"username":null,"password":"correct horse"}'],
      ['username', '{"username":false,"password":"correct horse"}'],
      ['password', '{"username":"keeper"}'],
      ['password', '{"username":"keeper","password":""}'],
      ['password', '{"username":"keeper","password":null}'],
      ['password', '{"username":"keeper","password":false}'],
    ] as const)('LOG-05 asks for the %s of %s', async (field, body) => {
      await expectRefusal(send(body, JSON_TYPE, route), 400, required(field));
    });

    it.each(['[]', '{}', '["keeper"]', '{"$ne":null}', '{"$gt":""}', '{"like":"%"}', '[[]]'])(
      'LOG-04 refuses %s as a user name and as a password',
      async (value) => {
        for (const body of [
          `{"username":${value},"password":"correct horse"}`,
          `{"username":"keeper","password":${value}}`,
          `{"username":${value},"password":${value}}`,
        ])
          await expectRefusal(send(body, JSON_TYPE, route), 400, NOT_A_TEXT);
      },
    );

    it('asks for the fields where there is no body at all, with and without a content type', async () => {
      const kinds: Record<string, string>[] = [JSON_TYPE, {}, { 'content-length': '0' }];
      for (const headers of kinds)
        await expectRefusal(send('', headers, route), 400, USERNAME_AND_PASSWORD_REQUIRED);
    });

    it('never reads credentials from the address', async () => {
      const path = `${route}?username=keeper&password=correct%20horse`;
      await expectRefusal(send('{}', JSON_TYPE, path), 400, USERNAME_AND_PASSWORD_REQUIRED);
      await expectRefusal(send('', {}, path), 400, USERNAME_AND_PASSWORD_REQUIRED);
    });
  });

  it('LOG-04 casts a number and true as PHP does, and signs in', async () => {
    await expectToken(send('{"username":123,"password":"correct horse"}'));
    await expectToken(send('{"username":true,"password":"correct horse"}'));
    await expectRefusal(send('{"username":"keeper","password":12345678}'), 401, SIGN_IN_FAILED);
    await expectRefusal(send('{"username":"keeper","password":true}'), 401, SIGN_IN_FAILED);
    await expectRefusal(send('{"username":-0.5e3,"password":"x"}'), 401, SIGN_IN_FAILED);
  });

  it('ignores fields it does not know', async () => {
    await expectToken(send(`{"extra":{"deep":[1]},${GOOD.slice(1)}`));
  });

  it.each([
    '{',
    '{"username":"keeper","password":"correct horse"',
    '{"username":"keeper","password":"correct horse",}',
    '{"username":"keeper","password":"correct horse"}}',
    '{"username":"keeper","password":"correct horse"}{}',
    "{'username':'keeper','password':'correct horse'}",
    '{username:"keeper",password:"correct horse"}',
    '{"username":NaN,"password":"x"}',
    '{"username":Infinity,"password":"x"}',
    '{"username":01,"password":"x"}',
    '/* */{"username":"keeper","password":"correct horse"}',
    '{"username":"keeper\n","password":"correct horse"}',
    '{"username":"\u0001","password":"x"}',
    '{"username":"\\x41","password":"x"}',
    'undefined',
    ']',
    '"',
    '<xml/>',
    '\ufeff{"username":"keeper","password":"correct horse"}',
    '\u0000',
  ])('LOG-06 says of %j that it cannot be decoded, and no more', async (body) => {
    await expectRefusal(send(body), 400, DECODING_ERROR);
  });

  it('LOG-14 LOG-15 refuses other encodings and compressed bodies', async () => {
    await expectRefusal(send(Buffer.from(GOOD, 'utf16le')), 400, DECODING_ERROR);
    const { status } = await send(gzipSync(GOOD), { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(status).toBe(400);
  });

  it('LOG-14 refuses bytes that are no UTF-8', async () => {
    const [before, after] = GOOD.split('keeper') as [string, string];
    for (const bytes of [[0xff], [0xc1, 0xa1], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
      const { status, body: answer } = await send(body);
      expect(status).toBe(400);
      expect(answer).toMatch(/^\{"message":"[\w .]+"\}$/);
    }
  });

  it('LOG-12 refuses a body without a content type', async () => {
    await expectRefusal(send(GOOD, {}), 400, NO_CONTENT_TYPE);
  });

  it.each([
    ['text/plain', GOOD],
    ['text/html', GOOD],
    ['application/x-www-form-urlencoded', 'username=keeper&password=correct+horse'],
    ['multipart/form-data', GOOD],
    ['application/octet-stream', GOOD],
    ['application/graphql', GOOD],
    ['application/json-seq', GOOD],
  ])('LOG-12 refuses a body of %s', async (type, body) => {
    const answer = await send(body, { 'content-type': type });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      message: `Server cannot understand Content-Type HTTP header media type ${type}`,
    });
  });

  it.each(['_?', 'json', '/', ';', 'application/', ',', 'a b/c', 'application/json/x'])(
    'LOG-12 refuses a body of content type %j with a token for nobody',
    async (type) => {
      const { status, body } = await send(GOOD, { 'content-type': type });
      expect(status).toBe(400);
      expect(body).toMatch(/^\{"message":"[^"]+"\}$/);
    },
  );

  it('accepts a content type in any case and with a charset of utf-8', async () => {
    for (const type of [
      'Application/JSON',
      'application/json; charset=utf-8',
      'application/json;charset=UTF-8',
    ])
      await expectToken(send(GOOD, { 'content-type': type }));
  });

  it('LOG-11 reads a body of exactly 4,096 bytes, and none of one byte more', async () => {
    const sized = (bytes: number): string => GOOD + ' '.repeat(bytes - GOOD.length);
    await expectToken(send(sized(4_096)));
    await expectRefusal(send(sized(4_097)), 413, TOO_LARGE);
    await expectRefusal(send(sized(5_120)), 413, TOO_LARGE);
    const inField = `{"extra":"${'x'.repeat(5_000)}",${GOOD.slice(1)}`;
    await expectRefusal(send(inField), 413, TOO_LARGE);
  });

  it('LOG-11 counts a body without a length as it comes, and in bytes', async () => {
    const chunked = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    await expectRefusal(send(GOOD + ' '.repeat(5_000), chunked), 413, TOO_LARGE);
    await expectToken(send(GOOD, chunked));
    // 2,000 characters of three bytes each.
    const wide = `{"extra":"${'\u20ac'.repeat(2_000)}",${GOOD.slice(1)}`;
    await expectRefusal(send(wide), 413, TOO_LARGE);
  });

  it('LOG-09 refuses nesting beyond 32, and 1,000 deep', async () => {
    const nested = (depth: number): string =>
      `{"extra":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)},${GOOD.slice(1)}`;
    await expectToken(send(nested(32)));
    await expectRefusal(send(nested(33)), 400, DECODING_ERROR);
    await expectRefusal(send(nested(1_000)), 400, DECODING_ERROR);
    await expectRefusal(send('['.repeat(4_000)), 400, DECODING_ERROR);
    await expectRefusal(send('{"a":'.repeat(800)), 400, DECODING_ERROR);
  });

  it('LOG-07 takes the last of duplicate keys, everywhere', async () => {
    await expectToken(
      send('{"username":"nobody","username":"keeper","password":"x","password":"correct horse"}'),
    );
    await expectRefusal(
      send('{"username":"keeper","username":"nobody","password":"correct horse"}'),
      401,
      SIGN_IN_FAILED,
    );
    await expectRefusal(
      send('{"username":"keeper","password":"correct horse","password":""}'),
      400,
      required('password'),
    );
  });

  it('LOG-08 takes nothing from __proto__ and its like, and pollutes nothing', async () => {
    const both = '{"username":"keeper","password":"correct horse"}';
    for (const body of [
      `{"__proto__":${both}}`,
      `{"constructor":{"prototype":${both}}}`,
      `{"prototype":${both}}`,
    ])
      await expectRefusal(send(body), 400, USERNAME_AND_PASSWORD_REQUIRED);
    await expectRefusal(
      send('{"__proto__":{"username":"keeper"},"password":"correct horse"}'),
      400,
      required('username'),
    );
    for (const name of ['__proto__', 'constructor', 'then', 'toJSON', 'hasOwnProperty', 'toString'])
      await expectToken(send(`{"${name}":{"polluted":1},${GOOD.slice(1)}`));
    await expectRefusal(send('{"username":"__proto__","password":"x"}'), 401, SIGN_IN_FAILED);
    expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
  });

  it('LOG-01 answers an unknown user and a wrong password with the same bytes and headers', async () => {
    const unknown = await send('{"username":"nobody","password":"correct horse"}');
    const wrong = await send('{"username":"keeper","password":"wrong horse"}');
    const visible = ({ status, body, headers }: Answer) => ({
      status,
      body,
      names: Object.keys(headers),
      headers: { ...headers, date: '', 'x-request-id': '' },
    });
    expect(visible(unknown)).toEqual(visible(wrong));
    expect(visible(wrong)).toMatchObject({ status: 401, body: SIGN_IN_FAILED });
    expect(unknown.headers['x-request-id']).not.toBe(wrong.headers['x-request-id']);
  });

  it('LOG-16 refuses a password of 1,025 characters and a user name of 256 before it hashes', async () => {
    const hasher = test.get(PasswordHasher);
    const work = [vi.spyOn(hasher, 'verify'), vi.spyOn(hasher, 'verifyNobody')];
    const hashed = (): number => work.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    for (const [username, password, times] of [
      ['keeper', 'x'.repeat(1_025), 0],
      ['x'.repeat(256), 'correct horse', 0],
      ['x'.repeat(256), 'x'.repeat(1_025), 0],
      ['\u{1f600}'.repeat(128), 'x', 0],
      ['x'.repeat(255), 'correct horse', 1],
      ['keeper', 'x'.repeat(1_024), 1],
    ] as const) {
      const before = hashed();
      await expectRefusal(send(JSON.stringify({ username, password })), 401, SIGN_IN_FAILED);
      expect(hashed() - before).toBe(times);
    }
    for (const spy of work) spy.mockRestore();
  });

  it('LOG-18 LOG-23 refuses other spellings of the password, and of the user name', async () => {
    for (const password of [
      'correct horse ',
      ' correct horse',
      'Correct horse',
      'correct\u00a0horse',
    ])
      await expectRefusal(
        send(JSON.stringify({ username: 'keeper', password })),
        401,
        SIGN_IN_FAILED,
      );
    for (const username of [
      'keeper ',
      ' keeper',
      'k\u00e9eper',
      'ke\u200beper',
      '\uff4beeper',
      'keeper\t',
    ])
      await expectRefusal(
        send(JSON.stringify({ username, password: 'correct horse' })),
        401,
        SIGN_IN_FAILED,
      );
  });

  it('refuses NUL and lone surrogates in a user name and in a password', async () => {
    for (const text of ['keeper\u0000', '\u0000', 'kee\u0000per', '\ud800', 'keeper\udc00'])
      for (const body of [
        { username: text, password: 'correct horse' },
        { username: 'keeper', password: text },
      ])
        await expectRefusal(send(JSON.stringify(body)), 401, SIGN_IN_FAILED);
  });

  it.each([
    "' OR '1'='1",
    "' OR 1=1 -- ",
    '" OR ""="',
    "admin'--",
    "admin' #",
    "' UNION SELECT 1,2,3,4 -- ",
    "'; DROP TABLE admin_user; -- ",
    "keeper' AND SLEEP(5) -- ",
    "1' WAITFOR DELAY '0:0:5' -- ",
    "' AND (SELECT randomblob(1000000000)) -- ",
    "\\' OR 1=1 -- ",
    '%',
    'keepe_',
    '*',
    '*)(uid=*))(|(uid=*',
    'admin)(&)',
    '{{7*7}}',
    '$' + '{7*7}',
    '<%= 7*7 %>',
    '#{7*7}',
    '$' + '{jndi:ldap://127.0.0.1/a}',
    '$(sleep 5)',
    '`sleep 5`',
    '; sleep 5 ;',
    '| sleep 5',
    '../../etc/passwd',
    '=cmd|"/C calc"!A0',
    '<script>alert(1)</script>',
    'keeper\r\nX-Injected: 1',
  ])('LOG-03 treats %j as the user name it is', async (username) => {
    const before = await accounts();
    const start = performance.now();
    await expectRefusal(
      send(JSON.stringify({ username, password: 'correct horse' })),
      401,
      SIGN_IN_FAILED,
    );
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(await accounts()).toEqual(before);
  });

  it('looks at no Authorization header, be there one or two', async () => {
    const authorization = ['Bearer junk', 'Basic YTpi'];
    await expectToken(send(GOOD, { ...JSON_TYPE, authorization }));
    await expectToken(send(GOOD, { ...JSON_TYPE, authorization: 'Bearer junk' }));
    await expectRefusal(
      send('{}', { ...JSON_TYPE, authorization }),
      400,
      USERNAME_AND_PASSWORD_REQUIRED,
    );
  });

  it('knows two Authorization headers apart on the wire', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const lines = [
        `POST ${ADMIN_ROUTE} HTTP/1.1`,
        'Host: a',
        'Authorization: Bearer one',
        'Authorization: Bearer two',
        'Content-Type: application/json',
        `Content-Length: ${GOOD.length}`,
        'Connection: close',
      ];
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`${lines.join('\r\n')}\r\n\r\n${GOOD}`),
      );
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 200 OK');
  });

  it.each(['GET', 'PUT', 'DELETE'])('knows no %s on the token routes', async (method) => {
    for (const route of [ADMIN_ROUTE, CUSTOMER_ROUTE])
      await expectRefusal(send('', {}, route, method), 404, NO_ROUTE);
  });

  it('LOG-27 knows no route of another spelling', async () => {
    for (const path of [
      '/',
      '/rest/V1',
      '/rest/V1/nothing',
      '/rest/V1/integration/admin',
      '/rest/V1/integration/admin/tokens',
      '/rest/V1/integration/admin/token/x',
      '/REST/V1/integration/admin/token',
      '/rest/V2/integration/admin/token',
      '/rest/V1//integration/admin/token',
      '/rest/V1/integration/admin/token;x',
      '/rest/V1/integration/admin/./token/..',
      '/rest/V1/integration/admin%2Ftoken',
    ])
      await expectRefusal(send(GOOD, JSON_TYPE, path), 404, NO_ROUTE);
    for (const path of ['/rest', '/rest/v1/integration/admin/token', '/rest/nowhere/V1/x'])
      await expectRefusal(send(GOOD, JSON_TYPE, path), 400, NOT_PROCESSED);
  });

  it('answers an address that cannot be decoded, and an unknown method, without a 5xx', async () => {
    for (const path of ['/rest/V1/%', '/%ff', '/rest/V1/integration/admin/token%00', '/%c0%ae'])
      expect((await send(GOOD, JSON_TYPE, path)).status).toBeLessThan(500);
    for (const method of ['PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'])
      expect((await send('', {}, ADMIN_ROUTE, method)).status).toBe(405);
  });
});
