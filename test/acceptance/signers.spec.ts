import { createServer } from 'node:http';
import { createServer as createSocket, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  clientsAreThere,
  phpOauthIsThere,
  requestsOauthlibIsThere,
  runSigner,
} from '../support/acceptance-clients.js';
import { Installation } from '../support/service-process.js';

/** A client is a process, on machines that may be busy. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const [npm, python, php] = await Promise.all([
  clientsAreThere(),
  requestsOauthlibIsThere(),
  phpOauthIsThere(),
]);

/** What a request is answered that is signed as it should be, and asks for a person's password. */
const SIGNED = [
  401,
  'The password entered for the current user is invalid. Verify the password and try again.',
];
const UNSIGNED = [401, 'The signature is invalid. Verify and try again.'];
const SIGNED_FORM = [
  400,
  'Server cannot understand Content-Type HTTP header media type application/x-www-form-urlencoded',
];

async function freePort(): Promise<number> {
  const socket = createSocket();
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

describe('signers written by others, unmodified', () => {
  let installation: Installation;
  let url: string;
  let keys: Record<string, string>;
  /** The answer to a GET that is served. */
  let served: unknown;

  beforeAll(async () => {
    const port = await freePort();
    installation = await Installation.on('sqlite', {
      PORT: String(port),
      PUBLIC_BASE_URL: `http://127.0.0.1:${port}`,
      NODE_ENV: 'development',
      OAUTH_ALLOW_PRIVATE_ENDPOINTS: 'true',
    });
    ({ url } = await installation.start());
    keys = await create('--name ERP --resources all --activate');
    const status = JSON.parse((await installation.command('module:status --json')).stdout);
    served = [
      200,
      (status as { name: string; state: string }[]).flatMap(({ name, state }) =>
        state === 'enabled' ? [name] : [],
      ),
    ];
  });
  afterAll(() => installation.remove());

  async function create(options: string): Promise<Record<string, string>> {
    const line = `integration:create ${options} --json`;
    const { code, stdout, stderr } = await installation.command(line);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as Record<string, string>;
  }

  describe.skipIf(!npm)('from npm', () => {
    it('magento-api-rest is served, with twelve filter groups and with JSON', async () => {
      expect(await runSigner('magento-api-rest.js', url, keys)).toEqual({
        answer: { plain: served, groups: served, json: SIGNED },
      });
    });

    it('oauth-1.0a is served, with a realm, brackets, JSON, a body hash and a form', async () => {
      expect(await runSigner('oauth-1.0a.js', url, keys)).toEqual({
        answer: {
          plain: served,
          brackets: served,
          encoded: served,
          json: SIGNED,
          hashed: SIGNED,
          form: SIGNED_FORM,
        },
      });
    });
  });

  describe.skipIf(!python)('requests-oauthlib', () => {
    it('is served, with brackets, filter groups, a realm, JSON, a body hash and a form', async () => {
      expect(await runSigner('requests_oauth.py', url, keys)).toEqual({
        answer: {
          plain: served,
          brackets: served,
          encoded: served,
          groups: served,
          realm: served,
          json: SIGNED,
          hashed: SIGNED,
          form: SIGNED_FORM,
        },
      });
    });

    it('is refused with a secret that is not right', async () => {
      const wrong = { ...keys, accessTokenSecret: keys.consumerSecret! };
      const { answer } = await runSigner('requests_oauth.py', url, wrong);
      expect(new Set(Object.values(answer as object).map(String))).toEqual(
        new Set([String(UNSIGNED)]),
      );
    });

    it('goes through the handshake, and is served with what it got', async () => {
      const posted: URLSearchParams[] = [];
      const endpoint = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => (body += String(chunk)));
        request.on('end', () => {
          posted.push(new URLSearchParams(body));
          response.end();
        });
      });
      await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
      const { port } = endpoint.address() as AddressInfo;
      const address = `http://127.0.0.1:${port}`;
      const urls = `--endpoint ${address}/told --identity-link ${address}/link`;
      const told = await create(`--name Handshake --resources all ${urls} --activate`);
      expect([told.status, told.accessToken]).toEqual([0, null]);
      endpoint.close();
      const given = Object.fromEntries(posted[0]!);
      expect(await runSigner('requests_handshake.py', url, given)).toEqual({ answer: served });
      const { stdout } = await installation.command('integration:show Handshake --json');
      expect(JSON.parse(stdout)).toMatchObject({ status: 1 });
    });
  });

  describe.skipIf(!php)('PHP’s OAuth extension', () => {
    // It sorts names before it encodes them, so that [10] comes before [1], against RFC 5849.
    it('is served, with brackets, JSON, a form and filter groups of equally long numbers', async () => {
      expect(await runSigner('php-oauth.php', url, keys)).toEqual({
        answer: {
          plain: served,
          brackets: served,
          encoded: served,
          'from 0 to 9': served,
          'from 0 to 11': UNSIGNED,
          'from 10 to 21': served,
          'from 10 to 21 in the address': served,
          json: SIGNED,
          form: SIGNED_FORM,
        },
      });
    });
  });
});
