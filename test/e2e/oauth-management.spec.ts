import { afterEach, beforeEach, expect, it } from 'vitest';
import { MODULES_FOLDER } from '../../src/installation.js';
import { discoverFolder } from '../../src/kernel/index.js';
import { Roles } from '../../src/modules/authorization/index.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import { ConsoleBench } from '../support/console-bench.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { Erp, WITH_OAUTH } from '../support/integrations.js';

const PASSWORD = 'Tokenwright#1';
const INTEGRATIONS = 'Magento_Integration::integrations';

describeOnEachDatabase('integrations over REST', (kind) => {
  let erp: Erp;
  let token: string;

  beforeEach(async () => {
    erp = await Erp.open({ kind, environment: { SIGN_IN_LOCK_MAX_FAILURES: '3' } });
    await erp.test.createAdmin('root', PASSWORD);
    token = await tokenOf('root');
  });
  afterEach(() => erp.test.stop());

  async function tokenOf(username: string): Promise<string> {
    const payload = { username, password: PASSWORD };
    const url = '/rest/V1/integration/admin/token';
    return (await erp.test.app.inject({ method: 'POST', url, payload })).json();
  }

  async function send(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
    const reply = await erp.test.app.inject({
      method,
      url: `/rest/V1/integrations${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(body && { payload: body }),
    });
    return [reply.statusCode, reply.json()] as const;
  }

  const current_password = PASSWORD;

  it('are created, activated, rolled, read, changed and deleted', async () => {
    const integration = { name: 'Shop', resources: ['Magento_Backend::admin'] };
    const [, made] = await send('POST', '', { integration, current_password });
    expect(made).toMatchObject({ name: 'Shop', status: 0, access_token: null });
    const path = `/${made.id}`;
    const [, active] = await send('POST', `${path}/activate`, { current_password });
    const keysOf = (answer: Record<string, string>) => ({
      consumerKey: answer.consumer_key,
      consumerSecret: answer.consumer_secret,
      accessToken: answer.access_token,
      accessTokenSecret: answer.access_token_secret,
    });
    expect(await erp.verdict({}, keysOf(active))).toBe('200');
    const [, rolled] = await send('POST', `${path}/roll`, { current_password });
    expect(await erp.verdict({}, keysOf(rolled))).toBe('200');
    const change = { integration: { expires_at: '2030-01-01' }, current_password };
    expect(await send('PUT', path, change)).toMatchObject([
      200,
      { name: 'Shop', resources: ['Magento_Backend::admin'], expires_at: '2030-01-01T00:00:00Z' },
    ]);
    const [, list] = await send('GET', '');
    expect(JSON.stringify(list)).not.toMatch(/secret|token/);
    expect(await send('POST', `${path}/deactivate`, { current_password })).toEqual([200, true]);
    expect(await send('POST', `${path}/delete`, { current_password })).toEqual([200, true]);
    expect(await send('GET', path)).toEqual([
      404,
      { message: 'The integration with ID "%1" doesn\'t exist.', parameters: [String(made.id)] },
    ]);
  });

  it('can be changed, and keep their rights, when the module that brings one of these is off', async () => {
    const { id } = erp.credentials;
    const away = 'Acme::away';
    await erp.test
      .get(Database)
      .dataSource.query(
        `UPDATE authorization_grant SET resource_id = '${away}' WHERE user_id = ${id}`,
      );
    const integration = { expires_at: '2030-01-01' };
    expect(await send('PUT', `/${id}`, { integration, current_password })).toMatchObject([
      200,
      { resources: [away], expires_at: '2030-01-01T00:00:00Z' },
    ]);
    const more = { resources: [away, 'Magento_Backend::admin'] };
    expect(await send('PUT', `/${id}`, { integration: more, current_password })).toMatchObject([
      400,
      { message: expect.stringContaining('There is no ACL resource') },
    ]);
  });

  it('can be changed when they have expired, too', async () => {
    const { id } = await Erp.create(erp.test, 'Over', { expiresAt: erp.now + 1 });
    erp.test.clock.advance(1);
    const change = (integration: object) =>
      send('PUT', `/${id}`, { integration, current_password });
    expect(await change({ name: 'All over' })).toMatchObject([200, { name: 'All over' }]);
    expect(await change({ expires_at: '2020-01-01' })).toMatchObject([
      400,
      { parameters: { fieldName: 'expires_at', rule: 'a time to come' } },
    ]);
    expect(await change({ expires_at: '' })).toMatchObject([200, { expires_at: null }]);
  });

  it('are given fields in camelCase as well, and all of them', async () => {
    const fields = {
      identityLinkUrl: 'https://erp.example/link',
      sourceRanges: '198.51.100.0/24',
      expiresAt: '2030-01-01',
      asBearer: true,
      allResources: true,
    };
    const given = { integration: { name: 'Shop', ...fields }, current_password };
    const [, { id }] = await send('POST', '', given);
    const made = {
      identity_link_url: 'https://erp.example/link',
      source_ranges: '198.51.100.0/24',
      expires_at: '2030-01-01T00:00:00Z',
      as_bearer: true,
      resources: ['Magento_Backend::all'],
    };
    expect(await send('GET', `/${id}`)).toMatchObject([200, made]);
    const integration = { sourceRanges: null, expiresAt: null, expires_at: '2031-01-01' };
    expect(await send('PUT', `/${id}`, { integration, currentPassword: PASSWORD })).toMatchObject([
      200,
      { ...made, source_ranges: null, expires_at: '2031-01-01T00:00:00Z' },
    ]);
  });

  it.each([['yes'], ['true'], [1], [{}]])(
    'take %j for no “all resources”',
    async (all_resources) => {
      const integration = { name: 'All', all_resources };
      expect(await send('POST', '', { integration, current_password })).toEqual([
        400,
        { message: expect.stringContaining('The "boolean" type was expected.') },
      ]);
      expect((await send('GET', ''))[1]).toHaveLength(1);
    },
  );

  it('ask for the caller’s own password, which counts as signing in does', async () => {
    const [{ id }] = (await send('GET', ''))[1];
    const wrong = { message: expect.stringContaining('The password entered for the current user') };
    const path = `/${id}/deactivate`;
    expect(await send('POST', path)).toEqual([401, wrong]);
    for (let tries = 0; tries < 3; tries += 1)
      expect(await send('POST', path, { current_password: 'x' })).toEqual([401, wrong]);
    expect(await send('POST', path, { current_password })).toEqual([
      401,
      { message: 'Your account is temporarily disabled. Please try again later.' },
    ]);
    expect((await erp.integrations.get(id)).status).toBe(1);
  });

  it('give nobody rights that they have not', async () => {
    await erp.test.get(Roles).create('Clerks', [INTEGRATIONS]);
    await erp.test
      .get(AdminAccounts)
      .create(
        { username: 'clerk', email: 'clerk@example.com', role: 'Clerks' },
        await erp.test.get(PasswordHasher).hash(PASSWORD),
      );
    token = await tokenOf('clerk');
    const integration = { name: 'Mine', all_resources: true };
    expect((await send('POST', '', { integration, current_password }))[0]).toBe(401);
    const [{ id }] = (await send('GET', ''))[1];
    expect((await send('POST', `/${id}/roll`, { current_password }))[0]).toBe(401);
    expect((await send('POST', '', { integration: { name: 'Mine' }, current_password }))[0]).toBe(
      200,
    );
  });
});

describeOnEachDatabase('the commands for integrations', (kind) => {
  let database: TestDatabase;
  let bench: ConsoleBench;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    bench = new ConsoleBench(WITH_OAUTH, await discoverFolder(MODULES_FOLDER));
  });
  afterEach(() => database.remove());

  const run = async (line: string) => {
    const { code, out, err } = await bench.run(line, database.environment);
    return code === 0 ? JSON.parse(out) : err;
  };

  it('print the credentials once, in one form', async () => {
    const text = expect.stringMatching(/^[0-9a-z]{32}$/);
    const keys = { consumerKey: text, consumerSecret: text };
    const token = { accessToken: text, accessTokenSecret: text };
    const made = await run('integration:create --name ERP --resources all --activate --json');
    expect(made).toEqual({ id: 1, name: 'ERP', status: 1, ...keys, ...token });
    const again = await run('integration:roll ERP --json');
    expect(again).toEqual({ id: 1, name: 'ERP', status: 1, ...keys, ...token });
    expect(again.consumerKey).toBe(made.consumerKey);
    expect(await run('integration:deactivate ERP --json')).toMatchObject({ status: 0 });
    const active = await run('integration:activate ERP --json');
    expect(active).toMatchObject({ status: 1, accessToken: null });
    expect(await run('integration:reauthorize ERP --json')).toMatchObject({ ...token, status: 1 });
    expect(await run('integration:show ERP --json')).toMatchObject({
      resources: ['Magento_Backend::all'],
    });
    expect(await run('integration:list --json')).toHaveLength(1);
    expect(await run('integration:delete ERP --json')).toEqual({ id: 1, name: 'ERP' });
    expect(await run('integration:show ERP')).toContain('There is no integration named "ERP".');
  });

  it('show states in words to people', async () => {
    await run('integration:create --name ERP --resources all --json');
    const { out } = await bench.run('integration:show ERP', database.environment);
    expect(out.split('\n')).toEqual(
      expect.arrayContaining(['status: inactive', 'setup_type: manual']),
    );
    expect(await run('integration:show ERP --json')).toMatchObject({ status: 0, setup_type: 0 });
  });

  it('change what is given, and nothing else', async () => {
    const urls = '--endpoint https://erp.example/told --identity-link https://erp.example/link';
    await run(
      `integration:create --name ERP --resources all --email a@erp.example ${urls} --bearer on --json`,
    );
    const before = await run('integration:show ERP --json');
    const resources = ['Magento_Backend::admin', 'Magento_Integration::integrations'];
    const changes = `--name Shop --resources ${resources.join(',')} --source 10.0.0.0/8`;
    const after = await run(`integration:update ERP ${changes} --expires 2100-01-31 --json`);
    expect(after).toEqual({
      ...before,
      name: 'Shop',
      resources,
      source_ranges: '10.0.0.0/8',
      expires_at: '2100-01-31T00:00:00Z',
      updated_at: expect.any(String),
    });
    expect(await run('integration:show Shop --json')).toEqual(after);
    const empty = '--email= --endpoint= --identity-link= --source= --expires= --bearer=';
    expect(await run(`integration:update Shop ${empty} --json`)).toEqual({
      ...before,
      name: 'Shop',
      resources,
      email: null,
      endpoint: null,
      identity_link_url: null,
      as_bearer: null,
      updated_at: expect.any(String),
    });
    await run('integration:create --name ERP --resources all --json');
    for (const [line, message] of [
      ['Shop --name ERP', 'The integration with name "ERP" exists.'],
      ['Shop --resources Acme::nope', 'There is no ACL resource Acme::nope.'],
      ['Shop --endpoint ftp://erp.example', 'Invalid Callback URL'],
      ['Shop --expires 2020-01-01', '"expires_at" must be a time to come.'],
      ['Shop --bearer maybe', '"bearer" must be on or off.'],
      ['Nobody --name X', 'There is no integration named "Nobody".'],
      ['Shop', 'Nothing to change.'],
    ] as const)
      expect([line, await run(`integration:update ${line}`)]).toEqual([
        line,
        expect.stringContaining(message),
      ]);
  });

  it('leave nothing behind where an integration cannot be activated', async () => {
    const urls = '--endpoint https://127.0.0.1/ --identity-link https://erp.example/link';
    const line = `integration:create --name ERP --resources all ${urls} --activate`;
    expect(await run(line)).toContain('Invalid Callback URL');
    expect(await run('integration:list --json')).toEqual([]);
    const made = await run('integration:create --name ERP --resources all --activate --json');
    expect(made).toMatchObject({ name: 'ERP', status: 1 });
  });
});
