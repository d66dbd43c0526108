import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Purger, StartupTask } from '../../src/contract/index.js';
import type { ModuleManifest } from '../../src/kernel/index.js';
import { IntegrationSummaries } from '../../src/modules/oauth-integration/integration-summaries.js';
import { IntegrationUse } from '../../src/modules/oauth-integration/integration-use.js';
import { AuditRecords } from '../../src/modules/security/audit/audit-records.js';
import { Database } from '../../src/persistence/index.js';
import { fixtureModule } from '../support/console-bench.js';
import { createTestDatabase, describeOnEachDatabase } from '../support/databases.js';
import { ADMIN_RESOURCE, Erp, NOT_ADMIN, WITH_OAUTH } from '../support/integrations.js';
import { nonce } from '../support/oauth-client.js';
import { startTestApp } from '../support/test-app.js';
import { WITH_TFA } from '../support/two-factor-bench.js';

const GUEST = "401 The consumer isn't authorized to access Magento_Backend::admin.";

describeOnEachDatabase('integrations', (kind) => {
  let erp: Erp;

  beforeEach(async () => {
    erp = await Erp.open({ kind });
  });
  afterEach(() => erp.test.stop());

  const audit = async (): Promise<string[]> =>
    (await erp.test.get(AuditRecords).find({ limit: 50 })).map(
      ({ action, subject }) => `${action} ${subject}`,
    );

  const bearer = async (token: string | null): Promise<readonly [number, string]> => {
    const headers = { authorization: `Bearer ${token}` };
    const { statusCode, body } = await erp.test.app.inject({ url: '/rest/V1/modules', headers });
    return [statusCode, body];
  };

  it('are served with the rights they have', async () => {
    const reply = await erp.call();
    expect(JSON.parse(reply.body)).toContain('oauth-integration');
    const poor = await Erp.create(erp.test, 'Poor', { resources: [] });
    expect(await erp.verdict({}, poor)).toBe(GUEST);
  });

  it('leave no secret and no token in the database', async () => {
    const database = erp.test.get(Database);
    const rows = await Promise.all(
      ['oauth_consumer', 'oauth_token', 'integration'].map((table) =>
        database.dataSource.query(`SELECT * FROM ${table}`),
      ),
    );
    const text = JSON.stringify(rows);
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = erp.credentials;
    expect(text).toContain(consumerKey);
    for (const secret of [consumerSecret, accessToken!, accessTokenSecret!])
      expect(text).not.toContain(secret);
  });

  it('cannot use a secret that was sealed for another row', async () => {
    const other = await Erp.create(erp.test, 'Other');
    const database = erp.test.get(Database);
    await database.dataSource.query(
      `UPDATE oauth_consumer SET secret = (SELECT secret FROM (SELECT secret FROM oauth_consumer
         WHERE consumer_key = '${other.consumerKey}') AS one)
       WHERE consumer_key = '${erp.credentials.consumerKey}'`,
    );
    const { consumerSecret } = other;
    expect((await erp.call({}, { consumerSecret })).status).toBe(500);
  });

  it('TYP-06 are no bearers, unless that is switched on for one, and only while they are active', async () => {
    const { accessToken } = erp.credentials;
    expect(await bearer(accessToken)).toEqual([401, NOT_ADMIN]);
    const on = await Erp.create(erp.test, 'Bearer', { asBearer: true });
    expect((await bearer(on.accessToken))[0]).toBe(200);
    await erp.lifecycle.deactivate(await erp.integrations.named('Bearer'));
    expect(await bearer(on.accessToken)).toEqual([401, NOT_ADMIN]);
  });

  it('are served as ever where administrators need a second factor', async () => {
    const { database } = erp.test;
    const modules = { ...WITH_OAUTH, ...WITH_TFA };
    const strict = await startTestApp({ modules, database });
    await strict.createAdmin('root', 'correct horse');
    const login = { username: 'root', password: 'correct horse' };
    const url = '/rest/V1/integration/admin/token';
    const refused = await strict.app.inject({ method: 'POST', url, payload: login });
    expect([refused.statusCode, refused.json().message]).toEqual([
      400,
      expect.stringContaining('Two-Factor Authorization'),
    ]);
    expect(await Erp.with(strict, erp.credentials).verdict()).toBe('200');
    await strict.stop();
  });

  it('are all bearers with the setting, but for those switched off', async () => {
    const { accessToken } = erp.credentials;
    const off = await Erp.create(erp.test, 'Not me', { asBearer: false });
    const { database } = erp.test;
    const environment = { OAUTH_INTEGRATION_AS_BEARER: 'true' };
    const lenient = await startTestApp({ modules: WITH_OAUTH, database, environment });
    const statuses = await Promise.all(
      [accessToken, off.accessToken].map(async (token) => {
        const headers = { authorization: `bearer ${token}` };
        return (await lenient.app.inject({ url: '/rest/V1/modules', headers })).statusCode;
      }),
    );
    expect(statuses).toEqual([200, 401]);
    await lenient.stop();
  });

  it('call only from where they may', async () => {
    const near = await Erp.create(erp.test, 'Near', { sourceRanges: '10.0.0.0/8, 127.0.0.1' });
    const far = await Erp.create(erp.test, 'Far', { sourceRanges: '2001:db8::/32,10.0.0.0/8' });
    expect([await erp.verdict({}, near), await erp.verdict({}, far)]).toEqual(['200', GUEST]);
  });

  it('have their uses counted off the path of the request', async () => {
    await erp.verdict();
    await erp.verdict();
    await sleep(50);
    await erp.test.get(IntegrationUse).write();
    const { useCount, lastUsedAt } = await erp.integrations.named('ERP');
    expect([useCount, lastUsedAt]).toEqual([2, erp.now]);
  });

  const purge = async (): Promise<number> => {
    const purgers = erp.test.all(Purger).filter(({ what }) => what === 'old OAuth nonces');
    return purgers[0]!.purge();
  };

  it('lose their nonces when a timestamp alone is refused, and no sooner', async () => {
    const set = { oauth_nonce: nonce() };
    const signed = { set: { ...set, oauth_timestamp: String(erp.now) } };
    await erp.verdict(signed);
    erp.test.clock.advance(7_200);
    expect(await purge()).toBe(0);
    expect(await erp.verdict(signed)).toMatch(/^401 The nonce is already being used/);
    erp.test.clock.advance(61);
    expect(await purge()).toBe(1);
    expect(await erp.verdict(signed)).toBe('401 An error occurred validating the nonce');
  });

  it('are not served again where timestamps whose nonces are purged would do once more', async () => {
    const signed = { set: { oauth_nonce: nonce(), oauth_timestamp: String(erp.now) } };
    const late = { set: { oauth_timestamp: String(erp.now + 1) } };
    expect(await erp.verdict(signed)).toBe('200');
    erp.test.clock.advance(7_261);
    expect([await purge(), await purge()]).toEqual([1, 0]);
    const { test, credentials } = erp;
    const environment = { OAUTH_NONCE_RETENTION_SECONDS: '604800' };
    const options = { modules: WITH_OAUTH, database: test.database };
    const longer = await startTestApp({ ...options, environment });
    longer.clock.advance(7_261);
    const setBack = await startTestApp(options);
    for (const other of [longer, setBack]) {
      const verdict = (draft: object) => Erp.with(other, credentials).verdict(draft);
      expect(await verdict(signed)).toBe('401 An error occurred validating the nonce');
      expect(await verdict(late)).toBe('200');
      late.set.oauth_timestamp = String(Number(late.set.oauth_timestamp) + 1);
      await other.stop();
    }
  });

  it('are known by name: one each, to the letter', async () => {
    await expect(Erp.create(erp.test, ' ERP ')).rejects.toThrow(
      'The integration with name "%1" exists.',
    );
    await Erp.create(erp.test, 'erp');
    expect((await audit()).filter((line) => line.endsWith(' ERP'))).toEqual([
      'integration.activate ERP',
      'integration.create ERP',
      'integration.resources ERP',
    ]);
  });

  it('of modules are made inactive, and anew when something of them changes', async () => {
    const database = await createTestDatabase(kind);
    const withResources = async (...resources: string[]) => {
      const manifest = fixtureModule('warehouse', ['oauth-integration'], {
        integrations: [{ name: 'Warehouse', resources }],
      });
      const test = await startTestApp({ modules: WITH_OAUTH, database, manifests: [manifest] });
      for (const task of test.all(StartupTask)) await task.run();
      return Erp.with(test, erp.credentials);
    };
    const first = await withResources(ADMIN_RESOURCE);
    const made = await first.integrations.named('Warehouse');
    expect([made.status, made.setupType]).toEqual([0, 1]);
    const keys = await first.lifecycle.activate(made);
    await expect(first.integrations.delete(made)).rejects.toThrow(
      "Uninstall the extension to remove integration '%1'.",
    );
    await first.test.stop();
    const same = await withResources(ADMIN_RESOURCE);
    expect(await same.verdict({}, keys)).toBe('200');
    await same.test.stop();
    const changed = await withResources(ADMIN_RESOURCE, 'Magento_Backend::system');
    expect((await changed.integrations.named('Warehouse')).status).toBe(2);
    expect(await changed.verdict({}, keys)).toMatch(/does not exist$/);
    await changed.test.stop();
    await database.remove();
  });

  it('of modules are named where a field of theirs stops the start', async () => {
    const integration = { name: 'Warehouse', resources: [], endpoint: 'http://warehouse.example' };
    const manifest = fixtureModule('warehouse', ['oauth-integration'], {
      integrations: [integration],
    });
    const test = await startTestApp({ kind, modules: WITH_OAUTH, manifests: [manifest] });
    const started = (async () => {
      for (const task of test.all(StartupTask)) await task.run();
    })();
    await expect(started).rejects.toMatchObject({
      code: 'MODULE_INTEGRATION',
      parameters: ['Warehouse', 'Invalid Callback URL'],
    });
    await test.stop();
  });

  it('of modules that are gone stay as they are, until somebody deletes them', async () => {
    const database = await createTestDatabase(kind);
    const withModules = async (...manifests: ModuleManifest[]) => {
      const test = await startTestApp({ modules: WITH_OAUTH, database, manifests });
      for (const task of test.all(StartupTask)) await task.run();
      return Erp.with(test, erp.credentials);
    };
    const there = await withModules(
      fixtureModule('warehouse', ['oauth-integration'], {
        integrations: [{ name: 'Warehouse', resources: [ADMIN_RESOURCE] }],
      }),
    );
    const deletable = async ({ test, integrations }: Erp): Promise<boolean> =>
      (await test.get(IntegrationSummaries).of(await integrations.named('Warehouse'))).deletable;
    const keys = await there.lifecycle.activate(await there.integrations.named('Warehouse'));
    expect(await deletable(there)).toBe(false);
    await there.test.stop();
    const gone = await withModules();
    expect(await gone.verdict({}, keys)).toBe('200');
    expect(await deletable(gone)).toBe(true);
    await gone.integrations.delete(await gone.integrations.named('Warehouse'));
    expect(await gone.verdict({}, keys)).toMatch(/does not exist$/);
    await gone.test.stop();
    await database.remove();
  });
});
