import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  clientsAreThere,
  curlIsThere,
  phpIsThere,
  runClient,
  runCurl,
  type Account,
} from '../support/acceptance-clients.js';
import { Installation } from '../support/service-process.js';
import { JWT } from '../support/service-tokens.js';

/** A client is a process, on machines that may be busy. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const PASSWORD = /with the password (\S+) \(shown only this once\)/;
const TOKEN_PATH = '/rest/V1/integration/admin/token';
const JSON_TYPE = ['--header', 'Content-Type: application/json'];

const [clients, curl, php] = await Promise.all([clientsAreThere(), curlIsThere(), phpIsThere()]);

describe('clients written by others', () => {
  let installation: Installation;
  let admin: Account;
  let customer: Account;
  /** What `GET /V1/modules` answers. */
  let modules: readonly string[];

  beforeAll(async () => {
    installation = await Installation.on('sqlite');
    const { url, stdout } = await installation.start();
    admin = { url, username: 'admin', password: PASSWORD.exec(stdout)![1]! };
    customer = { url, username: 'jane@example.com', password: 'correct horse 4 Battery' };
    const status = JSON.parse((await installation.commandHere('module:status --json')).stdout);
    modules = (status as { name: string; state: string }[]).flatMap(({ name, state }) =>
      state === 'enabled' ? [name] : [],
    );
  });
  afterAll(() => installation.remove());

  async function createCustomer(): Promise<void> {
    const line =
      `customer:create --email ${customer.username} --firstname Jane --lastname Doe` +
      ' --password-stdin';
    const { code, stderr } = await installation.commandHere(line, `${customer.password}\n`);
    expect([code, stderr]).toEqual([0, '']);
  }

  const aToken = expect.stringMatching(JWT);

  describe.skipIf(!clients)('from npm sign an administrator in, and are served:', () => {
    it.each([
      'node-magento2.js',
      'node-magento2-rest-api.js',
      'magento-client.js',
      'magento2-api-wrapper.js',
    ])('%s', async (script) => {
      expect(await runClient(script, admin)).toEqual({ token: aToken, answer: modules });
    });

    it('magento2-client-nodejs.js, whose GET is followed by two stray bytes', async () => {
      expect(await runClient('magento2-client-nodejs.js', admin)).toEqual({
        token: aToken,
        answer: modules,
        again: modules,
      });
    });

    it('magento-client-stores.js, which reads the stores', async () => {
      expect(await runClient('magento-client-stores.js', admin)).toEqual({
        token: aToken,
        answer: [expect.objectContaining({ id: 1, code: 'default' })],
      });
    });

    it('gatsby-source-magento.js, which makes nodes of the stores', async () => {
      const { token, answer } = await runClient('gatsby-source-magento.js', admin);
      expect(token).toEqual(aToken);
      expect(answer).toEqual([
        expect.objectContaining({
          id: 'magento__storeConfig-1',
          code: 'default',
          internal: { type: 'magento__storeConfig', contentDigest: expect.any(String) },
        }),
      ]);
    });

    it('and understand why they are refused', async () => {
      expect(await runClient('refused.js', admin)).toEqual({
        answer: [
          'The account sign-in was incorrect or your account is disabled temporarily.' +
            ' Please wait and try again later.',
          '"password" is required. Enter and try again.',
          "The consumer isn't authorized to access Magento_Backend::admin.",
          'Request does not match any route.',
        ],
      });
    });
  });

  describe.skipIf(!clients)('from npm sign a customer in, and are served:', () => {
    beforeAll(createCustomer);

    it.each(['node-magento2-customer.js', 'magento2-js.js'])('%s', async (script) => {
      const { token, answer } = await runClient(script, customer);
      expect(token).toEqual(aToken);
      expect(answer).toMatchObject({ email: customer.username, firstname: 'Jane' });
    });
  });

  describe.skipIf(!php)('in PHP sign an administrator in, and are served:', () => {
    it.each(['php-curl.php', 'php-streams.php'])('%s', async (script) => {
      expect(await runClient(script, admin)).toEqual({ token: aToken, answer: modules });
    });
  });

  describe.skipIf(!curl)('curl', () => {
    const login = (): string => JSON.stringify({ username: 'admin', password: admin.password });
    const xmlLogin = (): string =>
      `<?xml version="1.0"?>\n<login><username>admin</username><password><![CDATA[${admin.password}` +
      ']]></password></login>';

    /** Signs in as told. @returns The token, after it was good for something. */
    async function token(args: readonly string[], input = ''): Promise<string> {
      const answer = await runCurl(args, input);
      const text = answer.startsWith('"') ? JSON.parse(answer) : answer;
      const bearer = ['--header', `Authorization: Bearer ${text}`];
      const served = await runCurl([...bearer, `${admin.url}/rest/V1/modules`]);
      expect(JSON.parse(served)).toEqual(modules);
      return text;
    }

    it.each([
      ['as the guide has it', '', []],
      ['over HTTP/1.0', '', ['--http1.0']],
      ['for a store view', '/default', []],
      ['for all store views', '/all', []],
      ['that waits for 100 Continue', '', ['--header', 'Expect: 100-continue']],
      ['without Accept, Host port and User-Agent', '', ['-H', 'Accept:', '-A', '']],
      ['with a charset', '', ['-H', 'Content-Type: application/json; charset=UTF-8']],
      ['with a useless Authorization', '', ['--user', 'shop:secret']],
      ['with a bearer that is none', '', ['--header', 'Authorization: Bearer null']],
    ])('signs in with JSON, %s', async (_title, store, args) => {
      const type = args.some((arg) => arg.startsWith('Content-Type')) ? [] : JSON_TYPE;
      const url = `${admin.url}/rest${store}/V1/integration/admin/token`;
      expect(await token([url, ...type, ...args, '--data', login()])).toMatch(JWT);
    });

    it('signs in with JSON in chunks, of a length it does not say', async () => {
      const args = ['--request', 'POST', '--upload-file', '-', ...JSON_TYPE];
      expect(await token([admin.url + TOKEN_PATH, ...args], login())).toMatch(JWT);
    });

    it('signs in with XML, and is answered in XML', async () => {
      const types = ['-H', 'Content-Type: application/xml', '-H', 'Accept: application/xml'];
      const url = `${admin.url}/index.php${TOKEN_PATH}/`;
      const answer = await runCurl([url, ...types, '--data', xmlLogin()]);
      expect(answer).toMatch(/^<\?xml version="1.0"\?>\n<response>[\w.-]+<\/response>\n$/);
      const [, bearer = ''] = /<response>(.*)<\/response>/.exec(answer) ?? [];
      expect(bearer).toMatch(JWT);
      const header = ['--header', `Authorization: Bearer ${bearer}`];
      const served = await runCurl([...header, ...types, `${admin.url}/rest/all/V1/modules`]);
      expect([...served.matchAll(/<item>(.*)<\/item>/g)].map(([, name]) => name)).toEqual(modules);
    });

    it('is served with brackets in the query, raw and encoded, and a type on a GET', async () => {
      const bearer = await token([admin.url + TOKEN_PATH, ...JSON_TYPE, '--data', login()]);
      const headers = ['--header', `Authorization: Bearer ${bearer}`, ...JSON_TYPE];
      const queries = [
        'searchCriteria',
        'searchCriteria[filter_groups][0][filters][0][value]=a+b',
        'searchCriteria%5BpageSize%5D=1&searchCriteria%5BcurrentPage%5D=%20',
      ];
      for (const query of queries) {
        const served = await runCurl([...headers, `${admin.url}/rest/V1/modules?${query}`]);
        expect(JSON.parse(served)).toEqual(modules);
      }
      const withBody = [...headers, '--request', 'GET', '--data', '{}'];
      expect(JSON.parse(await runCurl([...withBody, `${admin.url}/rest/V1/modules`]))).toEqual(
        modules,
      );
    });
  });
});
