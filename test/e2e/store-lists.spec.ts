import { afterEach, beforeEach, expect, it } from 'vitest';
import { Stores } from '../../src/modules/store/stores.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { ServiceClient } from '../support/service-client.js';
import { BASE, SHOP, startTestApp, type TestApp } from '../support/test-app.js';

const PASSWORD = 'Tokenwright#1';

const configOf = (id: number, code: string, url: string): unknown => ({
  id,
  code,
  website_id: 1,
  locale: id === 1 ? 'en_US' : 'de_DE',
  base_currency_code: id === 1 ? 'USD' : 'EUR',
  default_display_currency_code: id === 1 ? 'USD' : 'EUR',
  timezone: id === 1 ? 'America/Los_Angeles' : 'Europe/Berlin',
  weight_unit: 'lbs',
  base_url: `${url}/`,
  base_link_url: `${url}/`,
  base_static_url: `${url}/static/`,
  base_media_url: `${url}/media/`,
  secure_base_url: `${url}/`,
  secure_base_link_url: `${url}/`,
  secure_base_static_url: `${url}/static/`,
  secure_base_media_url: `${url}/media/`,
});

describeOnEachDatabase('the lists of stores', (kind) => {
  let test: TestApp;
  let token: string;

  beforeEach(async () => {
    const environment = { PUBLIC_BASE_URL: 'https://api.example.com/' };
    test = await startTestApp({ kind, environment, modules: { ...BASE, ...SHOP } });
    await test.createAdmin('root', PASSWORD);
    token = await ServiceClient.of(test).token('root', PASSWORD);
    await test.get(Stores).create({
      code: 'de',
      name: 'Deutsch',
      locale: 'de_DE',
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      baseUrl: 'https://shop.example.de/',
    });
  });
  afterEach(() => test.stop());

  const get = async (path: string, bearer = token): Promise<[number, string]> => {
    const reply = await test.app.inject({
      method: 'GET',
      url: `/rest/V1/store/${path}`,
      headers: { authorization: `Bearer ${bearer}` },
    });
    // Slashes may be escaped, as PHP writes them; what they stand for is compared.
    return [reply.statusCode, reply.body.replaceAll('\\/', '/')];
  };

  const english = configOf(1, 'default', 'https://api.example.com');
  const german = configOf(2, 'de', 'https://shop.example.de');

  it('say how each view but the administration is configured, in this order of fields', async () => {
    expect(await get('storeConfigs')).toEqual([200, JSON.stringify([english, german])]);
  });

  it.each([
    ['storeCodes[]=de', [german]],
    ['storeCodes%5B%5D=de', [german]],
    ['storeCodes[0]=de&storeCodes[1]=default', [english, german]],
    ['storeCodes[]=de&storeCodes[]=default&storeCodes[]=nowhere', [english, german]],
    ['storeCodes=de', [german]],
    ['storeCodes[]=nowhere', []],
    ['storeCodes[]=admin', []],
    ['other=de', [english, german]],
  ])('are confined to what ?%s names', async (query, configs) => {
    expect(await get(`storeConfigs?${query}`)).toEqual([200, JSON.stringify(configs)]);
  });

  it.each(['storeCodes[a][b]=de', 'store_codes[][]=de'])('refuse ?%s', async (query) => {
    const [status, body] = await get(`storeConfigs?${query}`);
    expect([status, JSON.parse(body).message]).toEqual([
      400,
      `The "array" value's type is invalid. The "string" type was expected. Verify and try again.`,
    ]);
  });

  it('name views, websites and groups, those of the administration first', async () => {
    expect(await get('storeViews')).toEqual([
      200,
      '[{"id":0,"code":"admin","name":"Admin","website_id":0,"store_group_id":0,"is_active":1},' +
        '{"id":1,"code":"default","name":"Default Store View","website_id":1,"store_group_id":1,"is_active":1},' +
        '{"id":2,"code":"de","name":"Deutsch","website_id":1,"store_group_id":1,"is_active":1}]',
    ]);
    expect(await get('websites')).toEqual([
      200,
      '[{"id":0,"code":"admin","name":"Admin","default_group_id":0},' +
        '{"id":1,"code":"base","name":"Main Website","default_group_id":1}]',
    ]);
    expect(await get('storeGroups')).toEqual([
      200,
      '[{"id":0,"website_id":0,"root_category_id":0,"default_store_id":0,"name":"Default","code":"default"},' +
        '{"id":1,"website_id":1,"root_category_id":2,"default_store_id":1,"name":"Main Website Store","code":"main_website_store"}]',
    ]);
  });

  it('are for those who may use Magento_Backend::store', async () => {
    for (const path of ['storeConfigs', 'storeViews', 'websites', 'storeGroups'])
      expect(await get(path, 'x'.repeat(32))).toEqual([
        401,
        '{"message":"The consumer isn\'t authorized to access %resources.",' +
          '"parameters":{"resources":"Magento_Backend::store"}}',
      ]);
  });
});

describeOnEachDatabase('a service without an address of its own', (kind) => {
  it('gives the one it listens on', async () => {
    const test = await startTestApp({
      kind,
      modules: { ...BASE, ...SHOP },
      environment: { HOST: '::1', PORT: '8080' },
    });
    try {
      await test.createAdmin('root', PASSWORD);
      const token = await ServiceClient.of(test).token('root', PASSWORD);
      const headers = { authorization: `Bearer ${token}` };
      const reply = await test.app.inject({ url: '/rest/V1/store/storeConfigs', headers });
      expect(reply.json()[0].base_url).toBe('http://[::1]:8080/');
    } finally {
      await test.stop();
    }
  });
});
