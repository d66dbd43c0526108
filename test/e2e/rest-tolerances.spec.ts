import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { head, sendRaw } from '../support/raw-http.js';
import { restFixture } from '../support/rest-fixture.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DATA = '{"path":"a\\/b","name":"caf\\u00e9","list":[1,true,null]}';
const NOT_PROCESSED = '{"message":"Specified request cannot be processed."}';
const LOGIN = '{"username":"keeper","password":"correct horse"}';
const GET = 'GET /rest/V1/fixture/data HTTP/1.1';
const SIGN_IN = 'POST /rest/V1/integration/admin/token HTTP/1.1';

describe('what clients of Magento send', () => {
  let test: TestApp;
  let port: number;
  beforeAll(async () => {
    test = await startTestApp({ manifests: [restFixture] });
    await test.createAdmin('keeper', 'correct horse');
    await test.app.listen(0, '127.0.0.1');
    ({ port } = test.app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => test.stop());

  const statuses = async (bytes: string) =>
    (await sendRaw(port, bytes)).map(({ status, body }) => [status, body]);

  it('is answered without Accept, User-Agent and a port in Host', async () => {
    expect(await statuses(head(GET, 'Host: shop.example', 'Connection: close'))).toEqual([
      [200, DATA],
    ]);
  });

  it.each([
    ['an answer', '/rest/V1/fixture/data', 200],
    ['a refusal', '/rest/V1/fixture/nothing', 404],
    ['a failure nobody foresaw', '/rest/V1/fixture/failure', 500],
  ])('has the request id in %s', async (_what, path, status) => {
    const named = head(
      `GET ${path} HTTP/1.1`,
      'Host: a',
      'X-Request-Id: mine',
      'Connection: close',
    );
    const [answer] = await sendRaw(port, named);
    expect([answer?.status, answer?.headers['x-request-id']]).toEqual([status, 'mine']);
    const [unnamed] = await sendRaw(port, named.replace('X-Request-Id: mine\r\n', ''));
    expect(unnamed?.headers['x-request-id']).toMatch(/^[0-9a-f]{16}-\d+$/);
  });

  it('is answered when two stray bytes follow the headers of a GET, which end the connection', async () => {
    const stray = `${head(GET, 'Host: a', 'Content-Type: application/json')}{}`;
    const [answer, ...more] = await sendRaw(port, stray);
    expect(more).toEqual([]);
    expect([answer?.status, answer?.body, answer?.headers.connection]).toEqual([
      200,
      DATA,
      'close',
    ]);
    expect(await statuses(`${stray}\r\n${head(GET, 'Host: a')}`)).toEqual([[200, DATA]]);
  });

  it('hears nothing more when the two bytes come after the answer', async () => {
    const received = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(head(GET, 'Host: a')));
      socket.setEncoding('latin1').on('data', (part) => {
        if (text === '') socket.write('{}');
        text += String(part);
      });
      socket.on('error', reject).on('close', () => resolve(text));
    });
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
  });

  it('may announce a body for a GET, and the connection lives on', async () => {
    const announced = head(GET, 'Host: a', 'Content-Type: application/json', 'Content-Length: 2');
    const last = head(GET, 'Host: a', 'Connection: close');
    expect(await statuses(`${announced}{}${last}`)).toEqual([
      [200, DATA],
      [200, DATA],
    ]);
    const bare = head(GET, 'Host: a', 'Content-Type: application/json');
    expect(await statuses(bare + last)).toHaveLength(2);
  });

  it('may be chunked, without a length', async () => {
    const lines = [SIGN_IN, 'Host: a', 'Content-Type: application/json', 'Connection: close'];
    const chunked = head(...lines, 'Transfer-Encoding: chunked');
    const half = LOGIN.length / 2;
    const chunks = [LOGIN.slice(0, half), LOGIN.slice(half)]
      .map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`)
      .join('');
    const [answer] = await sendRaw(port, `${chunked}${chunks}0\r\n\r\n`);
    expect([answer?.status, answer?.body]).toEqual([200, expect.stringMatching(/^"[\w.-]+"$/)]);
  });

  it('has searchCriteria in raw and in encoded brackets, and spaces in two spellings', async () => {
    for (const query of [
      'searchCriteria[pageSize]=5&q=a+b',
      'searchCriteria%5BpageSize%5D=5&q=a%20b',
      'searchCriteria%5bpageSize%5d=5&q=a b'.replace(' ', '+'),
    ])
      expect(
        await statuses(
          head(`GET /rest/V1/fixture/query?${query} HTTP/1.1`, 'Host: a', 'Connection: close'),
        ),
      ).toEqual([[200, '{"searchCriteria[pageSize]":"5","q":"a b"}']]);
  });

  it('has an Authorization header of any kind on an open route, and two', async () => {
    for (const lines of [
      ['Authorization: Bearer junk'],
      ['Authorization: Basic YTpi'],
      ['Authorization: OAuth oauth_consumer_key="x"'],
      ['Authorization:'],
      ['Authorization: \u0080\u00ff'],
      ['Authorization: Bearer a', 'Authorization: Bearer b'],
    ])
      expect(await statuses(head(GET, 'Host: a', 'Connection: close', ...lines))).toEqual([
        [200, DATA],
      ]);
  });

  it.each([
    ['LOG-42 another protocol', '\u0016\u0003\u0001\u0002'],
    ['LOG-42 the HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['LOG-35 a NUL in a header', head(GET, 'Host: a', 'X: a\u0000b')],
    ['LOG-35 a bare LF in a header', `${GET}\r\nHost: a\r\nX: a\rb\r\n\r\n`],
    [
      'LOG-36 two lengths',
      `${head(SIGN_IN, 'Host: a', 'Content-Length: 2', 'Content-Length: 3')}{}`,
    ],
    ['LOG-36 a negative length', `${head(SIGN_IN, 'Host: a', 'Content-Length: -1')}{}`],
    ['LOG-36 a huge length', head(SIGN_IN, 'Host: a', `Content-Length: ${'9'.repeat(30)}`)],
    [
      'LOG-36 a length beside chunks',
      `${head(SIGN_IN, 'Host: a', 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    ],
    [
      'LOG-36 a chunk of no size',
      `${head(SIGN_IN, 'Host: a', 'Transfer-Encoding: chunked')}zz\r\n${head(GET, 'Host: a')}`,
    ],
    [
      'LOG-36 a chunk beyond all sizes',
      `${head(SIGN_IN, 'Host: a', 'Transfer-Encoding: chunked')}fffffffffffffffff\r\n`,
    ],
  ])('%s is answered with the envelope once, and the connection closed', async (_what, bytes) => {
    const [answer, ...more] = await sendRaw(port, Buffer.from(bytes, 'latin1'));
    expect(more).toEqual([]);
    expect([answer?.status, answer?.body, answer?.headers['content-type']]).toEqual([
      400,
      NOT_PROCESSED,
      'application/json; charset=utf-8',
    ]);
  });

  it('LOG-36 hears nothing after what it has refused', async () => {
    const refused = head(SIGN_IN, 'Host: a', 'Content-Length: x');
    expect(await statuses(refused + head(GET, 'Host: a'))).toEqual([[400, NOT_PROCESSED]]);
  });

  it('has too many headers beyond 16 KB', async () => {
    const filled = (bytes: number): string =>
      head(GET, 'Host: a', 'Connection: close', `X: ${'x'.repeat(bytes)}`);
    expect(await statuses(filled(15_000))).toEqual([[200, DATA]]);
    expect(await statuses(filled(17_000))).toEqual([[431, NOT_PROCESSED]]);
  });

  it('LOG-37 has no Host in an answer, whatever it is', async () => {
    for (const host of [
      'Host: evil.example',
      'Host:',
      'Host: evil.example:1\r\nX-Forwarded-Host: evil.example',
    ]) {
      const [answer] = await sendRaw(port, head(GET, host, 'Connection: close'));
      expect(answer?.status).toBe(200);
      expect(JSON.stringify(answer)).not.toContain('evil');
    }
    const two = head(GET, 'Host: a', 'Host: b', 'Connection: close');
    expect((await sendRaw(port, two))[0]?.status).toBeLessThan(500);
  });

  it('has an address that cannot be decoded', async () => {
    for (const path of ['/rest/V1/%', '/rest/V1/fixture/items/%ff', '/%c0%ae'])
      expect(await statuses(head(`GET ${path} HTTP/1.1`, 'Host: a', 'Connection: close'))).toEqual([
        [400, NOT_PROCESSED],
      ]);
  });
});
