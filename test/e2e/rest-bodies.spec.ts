import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processorMs } from '../support/processor-time.js';
import { restFixture } from '../support/rest-fixture.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const message = (text: string): string => JSON.stringify({ message: text }).replaceAll('/', '\\/');

const DECODING_ERROR = message('Decoding error.');
const TOO_LARGE = message('The request body is too large.');
const NOT_ADMITTED =
  '{"message":"The consumer isn\'t authorized to access %resources.",' +
  '"parameters":{"resources":"Magento_Backend::admin"}}';

describe('bodies of the REST surface', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({
      manifests: [restFixture],
      environment: { BODY_MAX_BYTES: '2000', TOKEN_BODY_MAX_BYTES: '500', BODY_MAX_DEPTH: '5' },
    });
    await test.createAdmin('keeper', 'correct horse');
  });
  afterAll(() => test.stop());

  async function send(
    path: string,
    payload: string | Buffer | undefined,
    headers: Record<string, string> = { 'content-type': 'application/json' },
    method: 'POST' | 'PUT' | 'GET' | 'DELETE' = 'POST',
  ) {
    const url = `/rest/V1/${path}`;
    const { statusCode, body } = await test.app.inject({
      method,
      url,
      headers,
      ...(payload !== undefined && { payload }),
    });
    return [statusCode, body];
  }

  const typed = (type: string): Record<string, string> => ({ 'content-type': type });

  it.each([
    ['', 'Content-Type header is empty.'],
    ['_?', 'Content-Type header is invalid.'],
    ['text/html;', 'Content-Type header is invalid.'],
    ['text/html; charset=', 'Content-Type header is invalid.'],
    ['application/json; charset=latin1', 'UTF-8 is the only supported charset.'],
    ['text/plain', 'Server cannot understand Content-Type HTTP header media type text/plain'],
  ])('of content type %j are refused with a text of their own', async (type, text) => {
    for (const method of ['POST', 'PUT'] as const)
      expect(await send('fixture/echo', '{}', typed(type), method)).toEqual([400, message(text)]);
  });

  it('are looked at only when their sender may call', async () => {
    for (const [body, headers] of [
      ['{', typed('application/json')],
      ['{}', {}],
      ['{}', typed('_?')],
      ['{}', typed('text/plain')],
      [gzipSync('{}'), { ...typed('application/json'), 'content-encoding': 'gzip' }],
    ] as const)
      expect(await send('fixture/guarded', body, headers)).toEqual([401, NOT_ADMITTED]);
    const login = JSON.stringify({ username: 'keeper', password: 'correct horse' });
    const [, token] = await send('integration/admin/token', login);
    const headers = {
      ...typed('application/json'),
      authorization: `Bearer ${JSON.parse(String(token)) as string}`,
    };
    expect(await send('fixture/guarded', '{', headers)).toEqual([400, DECODING_ERROR]);
    expect(await send('fixture/guarded', '{"a":1}', headers)).toEqual([200, '{"a":1}']);
  });

  it('need no content type when they are empty', async () => {
    for (const headers of [{}, typed('_?'), typed('text/plain'), typed('application/json')]) {
      expect(await send('fixture/echo', undefined, headers)).toEqual([200, '{}']);
      expect(await send('fixture/echo', '', headers, 'PUT')).toEqual([200, '{}']);
    }
  });

  it('are read for POST and PUT alone', async () => {
    expect(await send('fixture/echo', '{', typed('_?'), 'DELETE')).toEqual([200, 'true']);
    expect(await send('fixture/data', '{', typed('text/plain'), 'GET')).toMatchObject({ 0: 200 });
  });

  it('are refused when they are compressed', async () => {
    for (const encoding of ['gzip', 'deflate', 'br', 'x', 'gzip, identity'])
      expect(
        await send('fixture/echo', gzipSync('{}'), {
          ...typed('application/json'),
          'content-encoding': encoding,
        }),
      ).toEqual([400, message('Encoded request bodies are not supported.')]);
    const identity = { ...typed('application/json'), 'content-encoding': 'Identity' };
    expect(await send('fixture/echo', '{"a":1}', identity)).toEqual([200, '{"a":1}']);
  });

  it.each(['application/xml', 'application/xhtml+xml', 'text/xml; charset=UTF-8'])(
    'are read as XML of type %s, whatever the root is called',
    async (type) => {
      const login = '<login><username>keeper</username><password>correct horse</password></login>';
      const [status, token] = await send('integration/admin/token', login, typed(type));
      expect(status).toBe(200);
      expect(token).toMatch(/^"[\w.-]+"$/);
    },
  );

  it('make fields and lists of XML', async () => {
    const xml = '<?xml version="1.0"?><r><a>1</a><l><item>x</item><item>y</item></l></r>';
    expect(await send('fixture/echo', xml, typed('text/xml'))).toEqual([
      200,
      '{"a":"1","l":["x","y"]}',
    ]);
  });

  it.each([
    '<r>',
    '{}',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><a>&x;</a></r>',
    '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
    '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/"><r/>',
    `<r>${'<a>'.repeat(6)}${'</a>'.repeat(6)}</r>`,
  ])('that are no XML to be trusted are refused: %s', async (xml) => {
    const refuse = async (): Promise<void> =>
      expect(await send('fixture/echo', xml, typed('text/xml'))).toEqual([400, DECODING_ERROR]);
    expect(await processorMs(refuse)).toBeLessThan(200);
  });

  it('may be as long and as deep as the settings say', async () => {
    const sized = (bytes: number): string => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    expect((await send('fixture/echo', sized(2_000)))[0]).toBe(200);
    expect(await send('fixture/echo', sized(2_001))).toEqual([413, TOO_LARGE]);
    expect((await send('fixture/secret', sized(500)))[0]).toBe(200);
    expect(await send('fixture/secret', sized(501))).toEqual([413, TOO_LARGE]);
    expect(await send('integration/customer/token', sized(501))).toEqual([413, TOO_LARGE]);
    expect((await send('fixture/echo', '[[[[[]]]]]'))[0]).toBe(200);
    expect(await send('fixture/echo', '[[[[[[]]]]]]')).toEqual([400, DECODING_ERROR]);
  });

  it('lie below the query, save where a secret is taken', async () => {
    const body = '{"a":"body","b":"body"}';
    expect(await send('fixture/echo?a=query&c=+%2B%20', body)).toEqual([
      200,
      '{"a":"query","b":"body","c":" + "}',
    ]);
    expect(await send('fixture/echo?a=1&a=2', undefined, {})).toEqual([200, '{"a":"2"}']);
    expect(await send('fixture/echo?__proto__=1', '{"a":1}')).toEqual([
      200,
      '{"a":1,"__proto__":"1"}',
    ]);
    expect(await send('fixture/secret?a=query', body)).toEqual([200, body]);
    expect(await send('fixture/secret?a=query', undefined, {})).toEqual([200, '{}']);
    const login = '{"username":"nobody","password":"correct horse"}';
    expect((await send('integration/admin/token?username=keeper', login))[0]).toBe(401);
  });

  it('name their fields in camel case or in snake case', async () => {
    expect(await send('fixture/name', '{"firstName":"a\\/b"}')).toEqual([200, '"a\\/b"']);
    expect(await send('fixture/name', '{"first_name":"b"}')).toEqual([200, '"b"']);
    expect(await send('fixture/name', '{"firstName":null,"first_name":"b"}')).toEqual([200, '"b"']);
    expect(await send('fixture/name?first_name=q', undefined, {})).toEqual([200, '"q"']);
    expect(await send('fixture/nested', '{"customer":{"email":"e"}}')).toEqual([200, '"e"']);
  });

  it('have their scalars cast as PHP does, and nothing else', async () => {
    for (const [json, text] of [
      ['123', '123'],
      ['1.50', '1.5'],
      ['1e25', '1.0E+25'],
      ['true', '1'],
      ['false', ''],
    ])
      expect(await send('fixture/name', `{"firstName":${json}}`)).toEqual([200, `"${text}"`]);
    const wrong = (actual: string, expected: string): string =>
      message(
        `The "${actual}" value's type is invalid. The "${expected}" type was expected. ` +
          'Verify and try again.',
      );
    for (const json of ['[]', '{}', '["a"]'])
      expect(await send('fixture/name', `{"firstName":${json}}`)).toEqual([
        400,
        wrong('array', 'string'),
      ]);
    expect((await send('fixture/nested', '{"customer":"x"}'))[0]).toBe(400);
    expect(await send('fixture/nested', '{}')).toEqual([
      400,
      '{"message":"\\"%fieldName\\" is required. Enter and try again.",' +
        '"parameters":{"fieldName":"customer"}}',
    ]);
  });

  it('are not needed to name a thing by its id', async () => {
    for (const [id, known] of [
      ['7', 7],
      ['0', null],
      ['-1', null],
      ['1.5', null],
      ['9'.repeat(12), null],
      ['0x1', null],
    ])
      expect(await send(`fixture/items/${id}`, undefined, {}, 'GET')).toEqual([
        200,
        `{"id":${known}}`,
      ]);
  });
});
