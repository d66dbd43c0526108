import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AccessControl, PrincipalType, TokenIssuer } from '../../src/contract/index.js';
import { ResourceLists, Roles } from '../../src/modules/authorization/index.js';
import { RoleResources } from '../../src/modules/authorization/role-resources.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { callShop, newAdmin, openTo, shopRoutes, tokenWith } from './role-routes.js';

const refusal = (resources: string): readonly [number, string] => [
  401,
  `{"message":"The consumer isn't authorized to access %resources.","parameters":{"resources":"${resources}"}}`,
];

describeOnEachDatabase('what roles allow', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  let running: TestApp[];

  /** One more application on the same database, as a second process would be. */
  async function start(): Promise<TestApp> {
    const started = await startTestApp({ database, manifests: [shopRoutes] });
    running.push(started);
    return started;
  }

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    running = [];
    test = await start();
  });
  afterEach(async () => {
    for (const each of running) await each.stop();
    await database.remove();
  });

  it('is what they were granted and all below it, and no other route', async () => {
    for (const [username, resource, open] of [
      ['leaf', 'Fixture_Shop::cancel', ['cancel']],
      ['node', 'Fixture_Shop::orders', ['orders', 'cancel']],
      ['parent', 'Fixture_Shop::sales', ['orders', 'cancel']],
      ['modules', 'Magento_Backend::admin', ['../modules']],
      ['everything', 'Magento_Backend::all', ['orders', 'cancel', 'both', 'self', '../modules']],
    ] as const)
      expect([username, await openTo(test, await tokenWith(test, username, resource))]).toEqual([
        username,
        open,
      ]);
  });

  it('is every resource that a route names, or the route stays closed', async () => {
    const one = await tokenWith(test, 'one', 'Fixture_Shop::orders');
    const other = await tokenWith(test, 'other', 'Fixture_Shop::reports');
    const both = await tokenWith(test, 'two', 'Fixture_Shop::sales', 'Fixture_Shop::reports');
    const closed = refusal('Fixture_Shop::orders, Fixture_Shop::reports');
    expect(await callShop(test, 'both', one)).toEqual(closed);
    expect(await callShop(test, 'both', other)).toEqual(closed);
    expect(await callShop(test, 'both', both)).toEqual([200, '[]']);
  });

  it('is everything for the root: ids that do not exist and self included', async () => {
    const full = { type: PrincipalType.Admin, id: await test.createAdmin('full', 'x') };
    const narrow = await newAdmin(test, 'narrow');
    await test.get(Roles).create('Shop', ['Fixture_Shop::sales', 'Fixture_Shop::reports']);
    await test.get(Roles).assign(narrow, 'Shop');
    const ids = [['No_Such::thing'], ['self'], ['Fixture_Shop::orders', 'No_Such::thing']];
    const access = test.get(AccessControl);
    for (const id of ids)
      expect([await access.isAllowed(full, id), await access.isAllowed(narrow, id)]).toEqual([
        true,
        false,
      ]);
  });

  it('TYP-04 refuses the wrong kind of principal like one without a token', async () => {
    const customer = await test.get(TokenIssuer).issue({ type: PrincipalType.Customer, id: 1 });
    expect(await openTo(test, customer)).toEqual(['self']);
    expect(await callShop(test, 'orders', customer)).toEqual(refusal('Fixture_Shop::orders'));
    expect(await callShop(test, 'orders')).toEqual(refusal('Fixture_Shop::orders'));
    const admin = await tokenWith(test, 'admin', 'Fixture_Shop::sales');
    expect(await callShop(test, 'self', admin)).toEqual(refusal('self'));
    expect(await callShop(test, 'self')).toEqual(refusal('self'));
  });

  it('SES-18 has changed for the next request on the same connection, and no token with it', async () => {
    const token = await tokenWith(test, 'clerk', 'Fixture_Shop::orders');
    await test.get(Roles).create('Reader', ['Fixture_Shop::reports']);
    await test.app.listen(0, '127.0.0.1');
    const { port } = test.app.getHttpServer().address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const connections = new Set<number | undefined>();
    const status = (path: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${token}` };
        get({ port, path: `/rest/V1/fixture/${path}`, agent, headers }, (response) => {
          connections.add(response.socket.localPort);
          text(response).then(() => resolve(response.statusCode!), reject);
        }).on('error', reject);
      });
    const resources = test.get(RoleResources);
    try {
      expect([await status('orders'), await status('both')]).toEqual([200, 401]);
      await resources.grant('clerk', 'Fixture_Shop::reports');
      expect(await status('both')).toBe(200);
      await resources.revoke('clerk', 'Fixture_Shop::orders');
      expect([await status('both'), await status('orders')]).toEqual([401, 401]);
      await resources.grant('clerk', 'Magento_Backend::all');
      expect(await status('self')).toBe(200);
      await test.createAdmin('full', 'x');
      await resources.revoke('clerk', 'Magento_Backend::all');
      expect(await status('self')).toBe(401);
      expect(connections.size).toBe(1);
    } finally {
      agent.destroy();
    }
  });

  it('SES-18 has changed within a second in another process, however the change came about', async () => {
    const far = await start();
    const token = await tokenWith(test, 'clerk', 'Fixture_Shop::orders');
    const clerk = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).uid;
    await test.get(Roles).create('Reader', ['Fixture_Shop::reports']);
    const resources = test.get(RoleResources);
    const principal = { type: PrincipalType.Admin, id: clerk };
    const delays: number[] = [];
    for (const [change, status] of [
      [() => resources.revoke('clerk', 'Fixture_Shop::orders'), 401],
      [() => resources.grant('clerk', 'Fixture_Shop::sales'), 200],
      [() => test.get(Roles).assign(principal, 'Reader'), 401],
      [() => test.get(Roles).assign(principal, 'clerk'), 200],
    ] as const) {
      expect((await callShop(far, 'orders', token))[0]).toBe(401 + 200 - status);
      await change();
      const since = performance.now();
      expect((await callShop(test, 'orders', token))[0]).toBe(status);
      delays.push(await staleFor(far, token, status, since));
    }
    expect(delays.filter((delay) => delay > 1_000)).toEqual([]);
  });

  it('gives an integration what is on its own list, and no role', async () => {
    const integration = { type: PrincipalType.Integration, id: 1 };
    const neighbour = { type: PrincipalType.Integration, id: 2 };
    const lists = test.get(ResourceLists);
    const access = test.get(AccessControl);
    const orders = (): Promise<boolean> | boolean =>
      access.isAllowed(integration, ['Fixture_Shop::orders']);
    // An administrator of the same id has other rights.
    await test.createAdmin('full', 'x');
    expect([await orders(), await access.hasRole(integration)]).toEqual([false, false]);
    await lists.replace(integration, ['Fixture_Shop::sales', 'Fixture_Shop::reports'], 'ERP');
    expect([await orders(), await access.hasRole(integration)]).toEqual([true, true]);
    expect(await access.isAllowed(neighbour, ['Fixture_Shop::orders'])).toBe(false);
    expect(await access.isAllowed(integration, ['self'])).toBe(false);
    expect(await lists.of(integration)).toEqual(['Fixture_Shop::reports', 'Fixture_Shop::sales']);
    await lists.replace(integration, ['Fixture_Shop::reports'], 'ERP');
    expect(await orders()).toBe(false);
    await lists.replace(integration, ['Magento_Backend::all'], 'ERP');
    expect(await access.isAllowed(integration, ['No_Such::thing', 'self'])).toBe(true);
    await expect(lists.replace(integration, ['No_Such::thing'], 'ERP')).rejects.toMatchObject({
      code: 'RESOURCE_UNKNOWN',
    });
    await lists.replace(integration, [], 'ERP');
    expect([await orders(), await lists.of(integration)]).toEqual([false, []]);
  });

  it('is answered without a promise where it is known, and on SQLite always', async () => {
    const full = { type: PrincipalType.Admin, id: await test.createAdmin('full', 'x') };
    const access = test.get(AccessControl);
    const first = access.isAllowed(full, ['Fixture_Shop::orders']);
    expect(first instanceof Promise).toBe(kind !== 'sqlite');
    await first;
    expect(access.isAllowed(full, ['Fixture_Shop::orders'])).toBe(true);
  });
});

/**
 * Asks until the status is the expected one, or for five seconds.
 *
 * @returns Milliseconds from `since` to the sending of the last request that got another answer.
 */
async function staleFor(
  test: TestApp,
  token: string,
  status: number,
  since: number,
): Promise<number> {
  for (let stale = 0; ; await setTimeout(10)) {
    const sent = performance.now() - since;
    if (sent > 5_000 || (await callShop(test, 'orders', token))[0] === status) return stale;
    stale = sent;
  }
}
