import { afterEach, beforeEach, expect, it } from 'vitest';
import { StoreDirectory } from '../../src/contract/index.js';
import { Stores } from '../../src/modules/store/stores.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { recordedAuditManifest, RecordedAudit } from '../support/recorded-audit.js';
import { BASE, SHOP, startTestApp, type TestApp } from '../support/test-app.js';

const DEFAULT = { id: 1, code: 'default', websiteId: 1 };

describeOnEachDatabase('store views', (kind) => {
  let database: TestDatabase;
  let running: TestApp[];

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    running = [];
  });
  afterEach(async () => {
    for (const test of running) await test.stop();
    await database.remove();
  });

  async function start(): Promise<TestApp> {
    const test = await startTestApp({
      database,
      modules: { ...BASE, ...SHOP },
      manifests: [recordedAuditManifest],
    });
    running.push(test);
    return test;
  }

  it('are known by their codes, exactly, and the administration as "all"', async () => {
    const directory = (await start()).get(StoreDirectory);
    expect(await directory.defaultStore()).toEqual(DEFAULT);
    expect(await directory.find('default')).toEqual(DEFAULT);
    expect(await directory.find('all')).toEqual({ id: 0, code: 'all', websiteId: 0 });
    for (const code of ['', 'admin', 'Default', 'default ', 'ALL', 'V1', 'x'.repeat(33), "a'--"])
      expect([code, await directory.find(code)]).toEqual([code, undefined]);
  });

  it('are known at once when they are made, and unknown at once when they are off', async () => {
    const test = await start();
    const [directory, stores] = [test.get(StoreDirectory), test.get(Stores)];
    expect(await directory.find('de')).toBeUndefined();
    expect(await stores.create({ code: 'de', name: 'Deutsch', locale: 'de_DE' })).toBe(2);
    expect(await directory.find('de')).toEqual({ id: 2, code: 'de', websiteId: 1 });
    await stores.setActive('de', false);
    expect(await directory.find('de')).toBeUndefined();
    await stores.setActive('de', true);
    expect(await directory.find('de')).toBeDefined();
    expect(test.get(RecordedAudit).lines).toEqual([
      'store.create success de',
      'store.deactivate success de',
      'store.activate success de',
    ]);
  });

  it('are known within a second when another process made them', async () => {
    const [one, other] = [await start(), await start()];
    const directory = one.get(StoreDirectory);
    expect(await directory.find('fr')).toBeUndefined();
    await other.get(Stores).create({ code: 'fr', name: 'France', newWebsite: true });
    await expect
      .poll(() => directory.find('fr'), { timeout: 1_500 })
      .toEqual({ id: 2, code: 'fr', websiteId: 2 });
  });

  it('come with a website of their own, all or nothing', async () => {
    const stores = (await start()).get(Stores);
    await stores.create({ code: 'fr', name: 'France', newWebsite: true });
    expect(await stores.website('fr')).toEqual({
      id: 2,
      code: 'fr',
      defaultView: { id: 2, name: 'France' },
    });
    await expect(
      stores.create({ code: 'fr', name: 'Again', website: 'other', newWebsite: true }),
    ).rejects.toMatchObject({ code: 'STORE_EXISTS' });
    for (const code of ['other', 'stra\u00dfe'])
      await expect(stores.website(code)).rejects.toMatchObject({ code: 'STORE_WEBSITE_UNKNOWN' });
    await expect(
      stores.create({ code: 'it', name: 'Italia', website: 'fr', newWebsite: true }),
    ).rejects.toMatchObject({ code: 'STORE_EXISTS' });
    expect(await stores.create({ code: 'fr_be', name: 'Belgique', website: 'fr' })).toBeGreaterThan(
      2,
    );
    expect((await stores.website('fr')).defaultView.id).toBe(2);
  });

  it.each([
    [{ code: 'all' }, 'STORE_FIELD'],
    [{ code: 'De' }, 'STORE_FIELD'],
    [{ website: 'rest' }, 'STORE_FIELD'],
    [{ website: 'nowhere' }, 'STORE_WEBSITE_UNKNOWN'],
    [{ name: '' }, 'STORE_FIELD'],
    [{ name: ' x' }, 'STORE_FIELD'],
    [{ locale: 'german' }, 'STORE_FIELD'],
    [{ currency: 'eur' }, 'STORE_FIELD'],
    [{ timezone: 'Mars/Olympus' }, 'STORE_FIELD'],
    [{ baseUrl: 'javascript:alert(1)' }, 'STORE_FIELD'],
    [{ code: 'default' }, 'STORE_EXISTS'],
  ])('are refused when made with %j', async (fields, code) => {
    const stores = (await start()).get(Stores);
    const refused = stores.create({ code: 'xx', name: 'X', ...fields });
    await expect(refused).rejects.toMatchObject({ code });
    expect(await stores.views()).toHaveLength(2);
  });

  it('are not switched off when requests without a code belong to them', async () => {
    const stores = (await start()).get(Stores);
    for (const code of ['default', 'admin'])
      await expect(stores.setActive(code, false)).rejects.toMatchObject({
        code: 'STORE_IS_DEFAULT',
      });
    for (const code of ['de', 'stra\u00dfe'])
      await expect(stores.setActive(code, false)).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
  });

  it('are answered without a promise once they are known', async () => {
    const directory = (await start()).get(StoreDirectory);
    await Promise.all([directory.find('default'), directory.defaultStore()]);
    expect(directory.find('default')).toEqual(DEFAULT);
    expect(directory.defaultStore()).toEqual(DEFAULT);
  });
});
