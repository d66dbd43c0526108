import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  CustomerScope,
  PrincipalType,
  StoreDirectory,
  TokenIssuer,
} from '../../src/contract/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { restFixture } from '../support/rest-fixture.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const NOT_PROCESSED = '{"message":"Specified request cannot be processed."}';
const NO_ROUTE = '{"message":"Request does not match any route."}';
const PAYLOAD = { username: 'keeper', password: 'correct horse' };

describeOnEachDatabase('addresses of the REST surface', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ kind, manifests: [restFixture] });
    await test.createAdmin('keeper', 'correct horse');
  });
  afterAll(() => test.stop());

  const call = async (method: string, url: string, options: object = {}) => {
    const { statusCode, body, headers } = await test.app.inject({
      method: method as 'GET',
      url,
      ...options,
    });
    return { status: statusCode, body, type: headers['content-type'] };
  };

  it.each([
    '/rest/V1/integration/admin/token',
    '/rest/V1/integration/admin/token/',
    '/rest/default/V1/integration/admin/token',
    '/rest/all/V1/integration/admin/token',
    '/rest/all/V1/integration/admin/token/',
    '/index.php/rest/V1/integration/admin/token',
    '/index.php/rest/all/V1/integration/admin/token',
    '/shop/index.php/rest/V1/integration/admin/token?x=1',
    'http://shop.example:8080/rest/V1/integration/admin/token',
  ])('signs in at %s', async (url) => {
    const { status, body, type } = await call('POST', url, { payload: PAYLOAD });
    expect([status, type]).toEqual([200, JSON_TYPE]);
    expect(body).toMatch(/^"[\w-]+\.[\w-]+\.[\w-]+"$/);
  });

  it.each([
    '/rest',
    '/rest/',
    '/rest/schema',
    '/rest/v1/modules',
    '/rest/V/modules',
    '/rest/nowhere/V1/modules',
    '/rest/nowhere/V1/nothing',
    '/rest/DEFAULT/V1/modules',
    '/rest/admin/V1/modules',
    '/rest/default',
    '/rest/default/modules',
    '/rest/default/all/V1/modules',
    '/rest//V1/modules',
    '/index.php/rest/nowhere/V1/modules',
  ])('says of %s that it cannot be processed', async (url) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      expect(await call(method, url)).toEqual({
        status: 400,
        body: NOT_PROCESSED,
        type: JSON_TYPE,
      });
  });

  it.each([
    ['GET', '/rest/V1/integration/admin/token'],
    ['DELETE', '/rest/default/V1/integration/admin/token'],
    ['POST', '/rest/V1/modules'],
    ['GET', '/rest/V1'],
    ['GET', '/rest/V1/'],
    ['GET', '/rest/V2/modules'],
    ['GET', '/rest/V1modules'],
    ['GET', '/rest/V1/Modules'],
    ['GET', '/rest/V1//modules'],
    ['GET', '/rest/all/V1/nothing'],
    ['GET', '/REST/V1/modules'],
    ['GET', '/'],
    ['GET', '/docs'],
    ['PATCH', '/docs'],
    ['OPTIONS', '/account'],
  ])('knows no route for %s %s', async (method, url) => {
    expect(await call(method, url)).toEqual({ status: 404, body: NO_ROUTE, type: JSON_TYPE });
  });

  it.each(['PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH'])(
    'supports no %s, whatever the path',
    async (method) => {
      for (const url of [
        '/rest/V1/modules',
        '/rest/V1/nothing',
        '/rest',
        '/rest/all/V1/modules',
        '/rest/nowhere/V1/modules',
        '/index.php/rest/V1/modules',
      ]) {
        const { status, body } = await call(method, url);
        expect(status).toBe(405);
        expect(body).toBe(`{"message":"The ${method} HTTP method is not supported."}`);
      }
    },
  );

  it('supports no HEAD, whose answer has no body', async () => {
    for (const url of ['/rest/V1/modules', '/rest/V1/nothing', '/rest', '/rest/all/V1/modules'])
      expect((await call('HEAD', url)).status).toBe(405);
    expect((await call('HEAD', '/docs')).status).toBe(404);
  });

  it('asks for rights below a store code as elsewhere', async () => {
    const { status, body } = await call('GET', '/rest/all/V1/modules');
    expect([status, body]).toEqual([
      401,
      '{"message":"The consumer isn\'t authorized to access %resources.",' +
        '"parameters":{"resources":"Magento_Backend::admin"}}',
    ]);
  });

  it('asks nobody about stores unless a code stands in the address', async () => {
    const find = vi.spyOn(test.get(StoreDirectory), 'find');
    const known = vi.spyOn(test.get(StoreDirectory), 'defaultStore');
    await call('GET', '/rest/V1/fixture/data');
    await call('GET', '/rest/V1/fixture/data/');
    expect([find.mock.calls, known.mock.calls]).toEqual([[], []]);
    await call('GET', '/rest/all/V1/fixture/data');
    expect(find.mock.calls).toEqual([['all']]);
    vi.restoreAllMocks();
  });

  describe('and customers', () => {
    const self = async (url: string) => {
      const customer = { type: PrincipalType.Customer, id: 7 };
      const token = await test.get(TokenIssuer).issue(customer);
      return (await call('GET', url, { headers: { authorization: `Bearer ${token}` } })).status;
    };

    it('are asked about in every store, the default one among them', async () => {
      const includes = vi.spyOn(test.get(CustomerScope), 'includes');
      includes.mockReturnValue(false);
      const urls = ['', '/default', '/all'].map((store) => `/rest${store}/V1/fixture/self`);
      for (const url of urls) expect([url, await self(url)]).toEqual([url, 401]);
      const usual = { id: 1, code: 'default', websiteId: 1 };
      expect(includes.mock.calls).toEqual(
        [usual, usual, { id: 0, code: 'all', websiteId: 0 }].map((store) => [
          { type: 3, id: 7 },
          store,
        ]),
      );
      vi.restoreAllMocks();
      for (const url of urls) expect([url, await self(url)]).toEqual([url, 200]);
    });
  });
});
