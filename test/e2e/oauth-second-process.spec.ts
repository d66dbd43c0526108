import { afterAll, beforeAll, expect, it } from 'vitest';
import { OauthCredentials } from '../../src/modules/oauth-integration/oauth-credentials.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { Erp, WITH_OAUTH } from '../support/integrations.js';
import { authorization, send, type Draft } from '../support/oauth-client.js';
import { startTestApp } from '../support/test-app.js';

const GUEST = "401 The consumer isn't authorized to access Magento_Backend::admin.";

describeOnEachDatabase('an integration that another process has just changed', (kind) => {
  let database: TestDatabase;
  let here: Erp;
  let elsewhere: Erp;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
    here = await Erp.open({ database });
    elsewhere = Erp.with(await startTestApp({ modules: WITH_OAUTH, database }), here.credentials);
  });
  afterAll(async () => {
    for (const { test } of [here, elsewhere]) await test.stop();
    await database.remove();
  });

  it('is served at once by its new secret, and by the old one', async () => {
    const before = await Erp.create(here.test, 'Rolled');
    expect(await elsewhere.verdict({}, before)).toBe('200');
    const after = await here.lifecycle.roll(await here.integrations.named('Rolled'));
    expect(await elsewhere.verdict({}, after)).toBe('200');
    expect(await elsewhere.verdict({}, before)).toBe('200');
  });

  it('is served at once when it was activated', async () => {
    const keys = await Erp.create(here.test, 'Activated');
    await here.lifecycle.deactivate(await here.integrations.named('Activated'));
    expect(await elsewhere.verdict({}, keys)).toBe(GUEST);
    await here.lifecycle.activate(await here.integrations.named('Activated'));
    expect(await elsewhere.verdict({}, keys)).toBe('200');
  });

  it('can begin its handshake at once', async () => {
    const keys = await Erp.create(here.test, 'Begun');
    here.test.clock.advance(300);
    elsewhere.test.clock.advance(300);
    expect(await elsewhere.verdict({}, keys)).toBe('200');
    const { consumerId } = await here.integrations.named('Begun');
    const credentials = here.test.get(OauthCredentials);
    await here.test.get(Database).transaction(() => credentials.beginHandshake(consumerId));
    const { consumerKey, consumerSecret } = keys;
    const draft: Draft = { method: 'POST', url: '/oauth/token/request' };
    const header = authorization({ consumerKey, consumerSecret }, elsewhere.now, draft);
    const { status, body } = await send(elsewhere.test, draft, header);
    expect([status, body]).toEqual([200, expect.stringMatching(/^oauth_token=/)]);
  });
});
