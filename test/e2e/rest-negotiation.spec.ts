import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restFixture } from '../support/rest-fixture.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const XML_TYPE = 'application/xml; charset=utf-8';
const PROLOG = '<?xml version="1.0"?>\n';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the form of answers', () => {
  let test: TestApp;
  let development: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ manifests: [restFixture] });
    development = await startTestApp({
      manifests: [restFixture],
      environment: { NODE_ENV: 'development' },
    });
    await test.createAdmin('keeper', 'correct horse');
  });
  afterAll(async () => {
    await development.stop();
    await test.stop();
  });

  const call = async (url: string, accept?: string, options: object = {}, on = test) => {
    const { statusCode, body, headers } = await on.app.inject({
      method: 'GET',
      url,
      headers: accept === undefined ? {} : { accept },
      ...options,
    });
    return { status: statusCode, body, type: headers['content-type'] };
  };

  const DATA_JSON = '{"path":"a\\/b","name":"caf\\u00e9","list":[1,true,null]}';
  const DATA_XML = `${PROLOG}<response>
  <path>a/b</path>
  <name>caf&#xE9;</name>
  <list>
    <item>1</item>
    <item>true</item>
    <item/>
  </list>
</response>
`;

  it.each([
    undefined,
    '',
    '???',
    '*/*',
    'application/json',
    'application/*',
    'text/html,*/*;q=0.1',
  ])('is JSON as PHP writes it for Accept %j', async (accept) => {
    expect(await call('/rest/V1/fixture/data', accept)).toEqual({
      status: 200,
      body: DATA_JSON,
      type: JSON_TYPE,
    });
  });

  it.each(['text/xml', 'text/*', 'application/xml', 'application/xhtml+xml', BROWSER])(
    'is XML for Accept %j',
    async (accept) => {
      expect(await call('/rest/V1/fixture/data', accept)).toEqual({
        status: 200,
        body: DATA_XML,
        type: XML_TYPE,
      });
    },
  );

  it('holds a bare text and a bare truth as they are', async () => {
    const remove = { method: 'DELETE' };
    expect(await call('/rest/V1/fixture/text')).toEqual({
      status: 200,
      body: '"a\\/b"',
      type: JSON_TYPE,
    });
    expect(await call('/rest/V1/fixture/text', 'text/xml')).toEqual({
      status: 200,
      body: `${PROLOG}<response>a/b</response>\n`,
      type: XML_TYPE,
    });
    expect(await call('/rest/V1/fixture/echo', undefined, remove)).toMatchObject({
      body: 'true',
      type: JSON_TYPE,
    });
    expect(await call('/rest/V1/fixture/echo', 'text/xml', remove)).toMatchObject({
      body: `${PROLOG}<response>true</response>\n`,
      type: XML_TYPE,
    });
  });

  it('holds a token, as JSON and as XML', async () => {
    const signIn = {
      method: 'POST',
      payload: { username: 'keeper', password: 'correct horse' },
    };
    const url = '/rest/V1/integration/admin/token';
    expect((await call(url, undefined, signIn)).body).toMatch(/^"[\w.-]+"$/);
    const xml = await call(url, undefined, { ...signIn, headers: { accept: 'application/xml' } });
    expect(xml.type).toBe(XML_TYPE);
    expect(xml.body).toMatch(/^<\?xml version="1\.0"\?>\n<response>[\w.-]+<\/response>\n$/);
  });

  it('is refused with 406, in JSON, where nothing acceptable can be served', async () => {
    const body =
      '{"message":"Server cannot match any of the given Accept HTTP header media type(s) from ' +
      'the request: \\"text\\/html\\" with media types from the config of response renderer."}';
    expect(await call('/rest/V1/fixture/data', 'text/html')).toEqual({
      status: 406,
      body,
      type: JSON_TYPE,
    });
    const { status } = await call('/rest/V1/integration/admin/token', undefined, {
      method: 'POST',
      headers: { accept: 'image/png' },
      payload: { username: 'keeper', password: 'correct horse' },
    });
    expect(status).toBe(406);
  });

  it('is that of errors, too', async () => {
    expect(await call('/rest/V1/modules', 'text/xml')).toEqual({
      status: 401,
      body: `${PROLOG}<response>
  <message>The consumer isn't authorized to access %resources.</message>
  <parameters>
    <resources>Magento_Backend::admin</resources>
  </parameters>
</response>
`,
      type: XML_TYPE,
    });
    expect(
      await call('/rest/V1/integration/admin/token', undefined, {
        method: 'POST',
        headers: { accept: 'text/xml' },
      }),
    ).toEqual({
      status: 400,
      body: `${PROLOG}<response>
  <message>One or more input exceptions have occurred.</message>
  <errors>
    <item>
      <message>"%fieldName" is required. Enter and try again.</message>
      <parameters>
        <fieldName>username</fieldName>
      </parameters>
    </item>
    <item>
      <message>"%fieldName" is required. Enter and try again.</message>
      <parameters>
        <fieldName>password</fieldName>
      </parameters>
    </item>
  </errors>
</response>
`,
      type: XML_TYPE,
    });
    expect(await call('/rest/nowhere', BROWSER)).toEqual({
      status: 400,
      body: `${PROLOG}<response>\n  <message>Specified request cannot be processed.</message>\n</response>\n`,
      type: XML_TYPE,
    });
    expect(await call('/rest/V1/nothing', 'text/html')).toMatchObject({
      status: 404,
      type: JSON_TYPE,
    });
    // Outside the surface, its rules do not hold.
    expect(await call('/docs', 'text/xml')).toMatchObject({ status: 404, type: JSON_TYPE });
  });

  it('tells of an unforeseen error nothing but where to look', async () => {
    const text =
      /^\{"message":"Internal Error\. Details are available in Magento log file\. Report ID: webapi-[\da-f]{13}"\}$/;
    const { status, body, type } = await call('/rest/V1/fixture/failure');
    expect([status, type]).toEqual([500, JSON_TYPE]);
    expect(body).toMatch(text);
    expect((await call('/rest/V1/fixture/failure', 'text/xml')).body).toMatch(
      /^<\?xml version="1\.0"\?>\n<response>\n {2}<message>Internal Error\. .*webapi-[\da-f]{13}<\/message>\n<\/response>\n$/,
    );
  });

  it('carries a trace where developers are at work, and only there', async () => {
    for (const url of ['/rest/V1/fixture/failure', '/rest/V1/modules', '/rest/V1/nothing']) {
      const told = JSON.parse((await call(url, undefined, {}, development)).body) as object;
      expect(Object.keys(told).at(-1)).toBe('trace');
      expect((told as { trace: unknown }).trace).toMatch(/\n {4}at /);
      expect(JSON.parse((await call(url)).body)).not.toHaveProperty('trace');
    }
  });
});
