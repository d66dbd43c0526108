import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../support/databases.js';
import { Erp } from '../support/integrations.js';
import { createIntegrationClient, type IntegrationClient } from '../support/integration-client.js';
import { restFixture } from '../support/rest-fixture.js';

const MODULES = '/rest/V1/modules';

describeOnEachDatabase('the integration client of the library', (kind) => {
  let erp: Erp;
  let url: string;
  /** What was sent, with its status. */
  let sent: { authorization: string; status: number }[];

  beforeEach(async () => {
    erp = await Erp.open({ kind, realTime: true, manifests: [restFixture] });
    await erp.test.app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(erp.test.app.getHttpServer().address() as AddressInfo).port}`;
    sent = [];
  });
  afterEach(() => erp.test.stop());

  const client = (offSeconds = 0, more: object = {}): IntegrationClient => {
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = erp.credentials;
    return createIntegrationClient({
      baseUrl: url,
      consumerKey,
      consumerSecret,
      accessToken: accessToken!,
      accessTokenSecret: accessTokenSecret!,
      clock: { wall: () => Date.now() + offSeconds * 1_000 },
      fetch: async (address: URL, init?: RequestInit) => {
        const answer = await fetch(address, init);
        const authorization = new Headers(init?.headers).get('Authorization') ?? '';
        sent.push({ authorization, status: answer.status });
        return answer;
      },
      ...more,
    });
  };

  it('is served: queries in every spelling, JSON with its hash, forms, bytes', async () => {
    const criteria = Array.from(
      { length: 12 },
      (_, index) => `searchCriteria[filter_groups][${index}][filters][0][value]=a+b%20c/ü*'()!`,
    ).join('&');
    const ofFixture = `/rest/V1/fixture/guarded`;
    const json = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"ü":1}',
    };
    const bytes = { ...json, body: new TextEncoder().encode(json.body) };
    const statuses = [];
    for (const [path, init] of [
      [MODULES, {}],
      [`${MODULES}?${criteria}`, {}],
      [`${MODULES}?${encodeURI(criteria)}&b&a=1&a=`, {}],
      [ofFixture, json],
      [ofFixture, bytes],
    ] as const)
      statuses.push((await client().fetch(path, init)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(sent.map(({ authorization }) => authorization.includes('oauth_body_hash'))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('signs forms along: what refuses them comes after the signature', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ a: 'x y', ü: '*' }) };
    const answer = await client().fetch('/rest/V1/fixture/guarded', form);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Server cannot understand Content-Type HTTP header media type'),
    ]);
  });

  it.each([-86_400, 3_600])(
    'sends once more by the server’s clock, when its own is off by %i s, and then goes by that',
    async (offSeconds) => {
      const shop = client(offSeconds);
      expect((await shop.fetch(MODULES)).status).toBe(200);
      expect(sent.map(({ status }) => status)).toEqual([401, 200]);
      expect((await shop.fetch(MODULES)).status).toBe(200);
      expect(sent.map(({ status }) => status)).toEqual([401, 200, 200]);
    },
  );

  it('mends all of several requests that are refused together for their timestamp', async () => {
    const shop = client(-86_400);
    const answers = await Promise.all([1, 2, 3].map(() => shop.fetch(MODULES)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(sent).toHaveLength(6);
  });

  it('does not send again what is refused for another reason, or cannot be sent again', async () => {
    expect((await client(0, { consumerSecret: 'x' }).fetch(MODULES)).status).toBe(401);
    expect(sent).toHaveLength(1);
    const body = new Blob(['{}']).stream();
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    expect((await client(-86_400).fetch('/rest/V1/fixture/guarded', init)).status).toBe(401);
    expect(sent).toHaveLength(2);
  });

  it('signs nothing for other origins, and nothing that is signed already', async () => {
    const headers = { Authorization: 'Bearer x' };
    await client().fetch(MODULES, { headers });
    await client(0, { baseUrl: 'http://shop.example' }).fetch(`${url}${MODULES}`);
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer x', '']);
  });
});
