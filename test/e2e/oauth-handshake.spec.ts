import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ActivationPost } from '../../src/modules/oauth-integration/activation-post.js';
import { IntegrationChanges } from '../../src/modules/oauth-integration/integration-changes.js';
import { CallbackUrlError } from '../../src/modules/oauth-integration/integration-errors.js';
import {
  NO_FIELDS,
  type IntegrationFields,
} from '../../src/modules/oauth-integration/integration-fields.js';
import { OauthCredentials } from '../../src/modules/oauth-integration/oauth-credentials.js';
import { Database } from '../../src/persistence/index.js';
import { Erp, NOT_ADMIN, told } from '../support/integrations.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { authorization, send, type Draft, type Keys, type Reply } from '../support/oauth-client.js';

const REQUEST = '/oauth/token/request';
const ACCESS = '/oauth/token/access';

/** An ERP's own server, which is told its credentials. */
class Receiver {
  readonly told: URLSearchParams[] = [];
  answer: (path: string) => { status: number; headers?: Record<string, string>; body?: string };

  private constructor(readonly server: Server) {
    this.answer = () => ({ status: 200 });
  }

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        receiver.told.push(new URLSearchParams(body));
        const { status, headers = {}, body: text = '' } = receiver.answer(request.url ?? '');
        response.writeHead(status, headers).end(text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/credentials`;
  }
}

function abortedSoon(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  return controller.signal;
}

const problem = ({ status, body }: Reply): string =>
  `${status} ${new URLSearchParams(body).get('oauth_problem')}`;

describeOnEachDatabase('the handshake', (kind) => {
  let receiver: Receiver;
  let erp: Erp;

  beforeEach(async () => {
    receiver = await Receiver.open();
    const environment = {
      PUBLIC_BASE_URL: 'https://shop.example.com',
      NODE_ENV: 'development',
      OAUTH_ALLOW_PRIVATE_ENDPOINTS: 'true',
    };
    erp = await Erp.open({ kind, environment });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    receiver.server.close();
    receiver.server.closeAllConnections();
    await erp.test.stop();
  });

  const create = (name = 'Handshake', endpoint = receiver.url) =>
    Erp.create(erp.test, name, { endpoint, identityLinkUrl: 'https://erp.example.com/link' });

  const step = (url: string, keys: Keys, set: Draft['set'] = {}): Promise<Reply> => {
    const draft: Draft = { method: 'POST', url, set, origin: 'https://shop.example.com' };
    return send(erp.test, draft, authorization(keys, erp.now, draft));
  };

  /** @returns What was posted, and the keys so far. */
  async function begin(): Promise<{ keys: Keys; verifier: string }> {
    await create();
    const posted = receiver.told.at(-1)!;
    const keys = {
      consumerKey: posted.get('oauth_consumer_key')!,
      consumerSecret: posted.get('oauth_consumer_secret')!,
    };
    return { keys, verifier: posted.get('oauth_verifier')! };
  }

  const keysIn = (keys: Keys, { body }: Reply): Keys => {
    const answer = new URLSearchParams(body);
    return {
      ...keys,
      accessToken: answer.get('oauth_token'),
      accessTokenSecret: answer.get('oauth_token_secret'),
    };
  };

  it('OA1-24 ends in credentials that are good, after every step was taken once', async () => {
    const told = await create();
    expect([told.status, told.accessToken]).toEqual([0, null]);
    expect(told.identityLink).toBe(
      `https://erp.example.com/link?oauth_consumer_key=${told.consumerKey}`,
    );
    const posted = Object.fromEntries(receiver.told[0]!);
    expect(posted).toEqual({
      oauth_consumer_key: told.consumerKey,
      oauth_consumer_secret: told.consumerSecret,
      store_base_url: 'https://shop.example.com/',
      oauth_verifier: expect.stringMatching(/^[0-9a-z]{32}$/),
    });
    const keys = { consumerKey: told.consumerKey, consumerSecret: told.consumerSecret };
    const first = await step(REQUEST, keys);
    expect(first.body).toMatch(/^oauth_token=[0-9a-z]{32}&oauth_token_secret=[0-9a-z]{32}$/);
    const request = keysIn(keys, first);
    const draft: Draft = { origin: 'https://shop.example.com' };
    expect((await erp.call(draft, request)).body).toContain('Token is not an access token');
    expect(problem(await step(REQUEST, keys))).toBe(
      '401 Cannot create request token because consumer token is not a verifier token',
    );
    const set = { oauth_verifier: posted.oauth_verifier };
    expect(problem(await step(ACCESS, request, { oauth_verifier: 'x' }))).toBe(
      '401 Verifier is not the correct length',
    );
    for (const wrong of [posted.oauth_verifier!.toUpperCase(), 'a'.repeat(32)])
      expect(problem(await step(ACCESS, request, { oauth_verifier: wrong }))).toBe(
        '401 Token verifier and verifier token do not match',
      );
    const answers = await Promise.all(Array.from({ length: 5 }, () => step(ACCESS, request, set)));
    const [good, ...more] = answers.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    expect(problem(await step(ACCESS, request, set))).toBe('401 Specified token does not exist');
    const access = keysIn(keys, good!);
    expect((await erp.call(draft, access)).status).toBe(200);
    expect(problem(await step(ACCESS, access, set))).toBe('401 Token is already being used');
    expect((await erp.integrations.named('Handshake')).status).toBe(1);
  });

  it.each(['before it is read', 'after it was read'])(
    'refuses the last step as for a token that is gone where the integration is deleted %s',
    async (when) => {
      const { keys, verifier } = await begin();
      const request = keysIn(keys, await step(REQUEST, keys));
      const found = await erp.integrations.named('Handshake');
      const changes = erp.test.get(IntegrationChanges);
      const database = erp.test.get(Database);
      // The request has been verified by then, against the credentials as they were.
      if (when === 'before it is read') {
        const newToken = vi.spyOn(erp.test.get(OauthCredentials), 'newToken');
        const run = database.run.bind(database);
        vi.spyOn(database, 'run').mockImplementation(async (work) => {
          if (newToken.mock.calls.length > 0) {
            vi.restoreAllMocks();
            await erp.integrations.delete(found);
          }
          return run(work);
        });
      } else {
        const make = changes.make.bind(changes);
        vi.spyOn(changes, 'make').mockImplementation(async (...given) => {
          vi.restoreAllMocks();
          await erp.integrations.delete(found);
          return make(...given);
        });
      }
      const reply = await step(ACCESS, request, { oauth_verifier: verifier });
      expect(problem(reply)).toBe('401 Specified token does not exist');
      expect(await erp.integrations.find('Handshake')).toBeUndefined();
    },
  );

  describe.each(['activate', 'reauthorize'] as const)('at %s', (way) => {
    const edit = async (values: Partial<IntegrationFields>) => {
      const { integrations } = erp;
      const made = await integrations.create({
        ...NO_FIELDS,
        name: 'Edited',
        endpoint: receiver.url,
        identityLinkUrl: 'https://erp.example.com/link',
      });
      const found = await integrations.get(made.id);
      await integrations.update(made, (fields) => ({ ...fields, ...values }));
      return found;
    };

    it('tells the credentials to the endpoint that is set now, and not to an earlier one', async () => {
      const other = await Receiver.open();
      onTestFinished(() => void other.server.close());
      const found = await edit({
        endpoint: other.url,
        identityLinkUrl: 'https://erp.example.com/new',
      });
      const { identityLink } = await erp.lifecycle[way](found);
      expect([receiver.told.length, other.told.length]).toEqual([0, 1]);
      expect(identityLink).toContain('https://erp.example.com/new?');
    });

    it('refuses, and changes nothing, where there is no handshake any more', async () => {
      const found = await edit({ endpoint: null, identityLinkUrl: null });
      await expect(erp.lifecycle[way](found)).rejects.toMatchObject({ code: 'INTEGRATION_STATE' });
      expect(receiver.told).toEqual([]);
    });

    it('refuses, and tells nobody a token, where there is a handshake now', async () => {
      const found = await edit({});
      const before = Object.assign(found, { endpoint: null, identityLinkUrl: null });
      await expect(erp.lifecycle[way](before)).rejects.toMatchObject({ code: 'INTEGRATION_STATE' });
      const { status } = await erp.integrations.named('Edited');
      expect([status, receiver.told]).toEqual([0, []]);
    });

    it('refuses an endpoint that will not do, and changes nothing', async () => {
      const found = await edit({ endpoint: 'https://192.0.2.1/' });
      const before = await erp.integrations.get(found.id);
      vi.spyOn(erp.test.get(ActivationPost), 'check').mockImplementation(({ endpoint }) => {
        if (endpoint !== receiver.url) throw new CallbackUrlError();
        return new URL(endpoint);
      });
      await expect(erp.lifecycle[way](found)).rejects.toBeInstanceOf(CallbackUrlError);
      const [row] = await erp.test
        .get(Database)
        .dataSource.query(
          `SELECT COUNT(*) AS n FROM oauth_token WHERE consumer_id = ${before.consumerId}`,
        );
      expect(Number(row.n)).toBe(0);
    });
  });

  it('TYP-05 takes no request token and no verifier for an access token, signed or as a bearer', async () => {
    const { keys, verifier } = await begin();
    const bearer = async (token: string): Promise<string> => {
      const headers = { authorization: `Bearer ${token}` };
      const { statusCode, body } = await erp.test.app.inject({ url: '/rest/V1/modules', headers });
      return told({ status: statusCode, body, challenge: '' });
    };
    const request = keysIn(keys, await step(REQUEST, keys));
    const draft: Draft = { origin: 'https://shop.example.com' };
    expect((await erp.call(draft, request)).body).toContain('Token is not an access token');
    const asToken = { ...request, accessToken: verifier, accessTokenSecret: '' };
    expect((await erp.call(draft, asToken)).body).toContain('Specified token does not exist');
    // As active and as bearing as an integration can be.
    const { dataSource } = erp.test.get(Database);
    await dataSource.query(`UPDATE integration SET as_bearer = 1, status = 1`);
    expect(await bearer(erp.credentials.accessToken!)).toBe('200');
    for (const token of [request.accessToken!, verifier])
      expect(await bearer(token)).toBe(
        "401 The consumer isn't authorized to access Magento_Backend::admin.",
      );
  });

  it('OA1-24 must begin within 300 seconds, and end within two hours', async () => {
    const { keys, verifier } = await begin();
    erp.test.clock.advance(300);
    expect(problem(await step(REQUEST, keys))).toBe('401 Consumer key has expired');
    await erp.lifecycle.activate(await erp.integrations.named('Handshake'));
    const request = keysIn(keys, await step(REQUEST, keys));
    erp.test.clock.advance(7_200);
    expect(problem(await step(ACCESS, request, { oauth_verifier: verifier }))).toBe(
      '401 Specified token does not exist',
    );
  });

  it('OA1-24 is nobody else’s to end', async () => {
    const { keys, verifier } = await begin();
    const request = keysIn(keys, await step(REQUEST, keys));
    const { consumerKey, consumerSecret } = erp.credentials;
    const stolen = { ...request, consumerKey, consumerSecret };
    expect(problem(await step(ACCESS, stolen, { oauth_verifier: verifier }))).toBe(
      '401 Request token is not associated with the specified consumer',
    );
  });

  it('is over when its integration is deactivated meanwhile', async () => {
    const { keys, verifier } = await begin();
    const named = () => erp.integrations.named('Handshake');
    await erp.lifecycle.deactivate(await named());
    expect(problem(await step(REQUEST, keys))).toMatch(
      /^401 A token with consumer ID \d+ does not/,
    );
    await erp.lifecycle.activate(await named());
    const again = receiver.told.at(-1)!.get('oauth_verifier')!;
    const request = keysIn(keys, await step(REQUEST, keys));
    await erp.lifecycle.deactivate(await named());
    for (const oauth_verifier of [verifier, again])
      expect(problem(await step(ACCESS, request, { oauth_verifier }))).toBe(
        '401 Specified token does not exist',
      );
    expect((await named()).status).toBe(0);
  });

  it.each([
    ['is given another endpoint', { endpoint: 'https://other.example/credentials' }],
    ['is to have none', { identityLinkUrl: null }],
  ])('is over when its integration %s meanwhile', async (_title, values) => {
    const { keys, verifier } = await begin();
    const named = () => erp.integrations.named('Handshake');
    const change = async (more: Partial<IntegrationFields>) =>
      erp.integrations.update(await named(), (fields) => ({ ...fields, ...more }));
    await change({ identityLinkUrl: 'https://erp.example.com/other' });
    const request = keysIn(keys, await step(REQUEST, keys));
    await change(values);
    expect(problem(await step(ACCESS, request, { oauth_verifier: verifier }))).toBe(
      '401 Specified token does not exist',
    );
    expect((await named()).status).toBe(0);
  });

  it('ends, or begins anew, when both are tried at once', async () => {
    await create();
    for (let round = 0; round < 20; round += 1) {
      await erp.lifecycle.reauthorize(await erp.integrations.named('Handshake'));
      const { oauth_verifier, ...posted } = Object.fromEntries(receiver.told.at(-1)!);
      const keys = {
        consumerKey: posted.oauth_consumer_key!,
        consumerSecret: posted.oauth_consumer_secret!,
      };
      const request = keysIn(keys, await step(REQUEST, keys));
      const integration = await erp.integrations.named('Handshake');
      const [{ status }] = await Promise.all([
        step(ACCESS, request, { oauth_verifier: oauth_verifier! }),
        sleep(round % 10).then(() => erp.lifecycle.reauthorize(integration)),
      ]);
      expect([200, 401]).toContain(status);
      expect((await erp.integrations.named('Handshake')).status).toBe(0);
    }
  });

  it('names what is missing, form-encoded', async () => {
    const reply = await send(erp.test, { method: 'POST', url: REQUEST }, 'Basic x');
    expect(problem(reply)).toBe(
      `400 ${['consumer_key', 'signature', 'signature_method', 'nonce', 'timestamp']
        .map((name) => `"oauth_${name}" is required. Enter and try again`)
        .join(', ')}`,
    );
    expect(reply.body).toMatch(/^oauth_problem=%22oauth_consumer_key%22\+is\+required/);
    const { consumerKey, consumerSecret } = erp.credentials;
    const bad = await step(REQUEST, { consumerKey, consumerSecret }, { oauth_signature: 'x' });
    expect([problem(bad), bad.challenge]).toEqual([
      '401 The signature is invalid. Verify and try again.',
      'OAuth',
    ]);
  });

  it.each([
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }],
    ['an error', { status: 500 }],
    ['an answer without an end', { status: 200, body: 'x'.repeat(100_000) }],
  ])('OA1-30 does not follow or read %s', async (_title, answer) => {
    receiver.answer = () => answer;
    await expect(create()).rejects.toThrow('The attempt to post data to consumer failed');
    expect(receiver.told).toHaveLength(1);
    expect((await erp.integrations.named('Handshake')).status).toBe(0);
  });

  it('OA1-30 waits five seconds for an answer, and says so', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      expect(milliseconds).toBe(5_000);
      return abortedSoon();
    });
    receiver.server.removeAllListeners('request');
    await expect(create()).rejects.toMatchObject({
      code: 'INTEGRATION_POST',
      cause: expect.objectContaining({ message: 'there was no answer within 5 seconds' }),
    });
    timeout.mockRestore();
  });
});

describeOnEachDatabase('the activation post in earnest', (kind) => {
  let erp: Erp;

  beforeEach(async () => {
    erp = await Erp.open({ kind, environment: { PUBLIC_BASE_URL: 'https://shop.example.com' } });
  });
  afterEach(() => erp.test.stop());

  it.each([
    'javascript:alert(1)',
    'http://erp.example.com/',
    'https://user:pass@erp.example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://2130706433/',
  ])('OA1-30 refuses the endpoint %s', async (endpoint) => {
    const more = { endpoint, identityLinkUrl: 'https://erp.example.com/link' };
    await expect(Erp.create(erp.test, 'Evil', more)).rejects.toThrow('Invalid Callback URL');
  });

  it('OA1-30 looks at what a name means', async () => {
    const more = { endpoint: 'https://localhost/', identityLinkUrl: 'https://erp.example.com/' };
    await expect(Erp.create(erp.test, 'Evil', more)).rejects.toMatchObject({
      code: 'INTEGRATION_POST',
      cause: expect.objectContaining({ message: 'localhost is at a private address' }),
    });
  });

  it('is refused as any guest meanwhile', async () => {
    const reply = await send(erp.test, {}, 'Basic eDp5');
    expect([reply.status, reply.body, reply.challenge]).toEqual([401, NOT_ADMIN, 'Bearer, OAuth']);
  });
});
