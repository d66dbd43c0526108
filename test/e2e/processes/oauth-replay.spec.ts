import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { authorization, type Draft, type Keys } from '../../support/oauth-client.js';
import { Installation } from '../../support/service-process.js';

const ORIGIN = 'https://shop.example';
const PATH = '/rest/V1/modules';
const USED = /^401 The nonce is already being used/;
const OLD = '401 An error occurred validating the nonce';

const now = (): number => Math.floor(Date.now() / 1_000);

async function verdict(url: string, header: string): Promise<string> {
  const answer = await fetch(url + PATH, { headers: { authorization: header } });
  const body = await answer.text();
  return answer.status === 200 ? '200' : `${answer.status} ${JSON.parse(body).message}`;
}

describe.each(['sqlite', 'mariadb'] as const)('a signed request at two processes on %s', (kind) => {
  const skipped = kind === 'mariadb' && inject('mariaDbUrl') === '';

  it.skipIf(skipped)(
    'OA1-01 is served once: again, in parallel, after a restart and after the nonces were purged',
    async () => {
      const installation = await Installation.on(kind, {
        PUBLIC_BASE_URL: ORIGIN,
        OAUTH_NONCE_RETENTION_SECONDS: '60',
      });
      onTestFinished(() => installation.remove());
      const made = await installation.command(
        'integration:create --name ERP --resources all --activate --json',
      );
      const keys = JSON.parse(made.stdout) as Keys;
      const services = await Promise.all([installation.start(), installation.start()]);
      const urls = services.map(({ url }) => url);
      const sign = (draft: Draft = {}, at = now()) =>
        authorization(keys, at, { origin: ORIGIN, url: PATH, ...draft });
      const old = sign({}, now() - 55);
      expect(await verdict(urls[0]!, old)).toBe('200');

      const header = sign();
      expect(
        await verdict(urls[0]!, sign({ set: { oauth_nonce: 'n', oauth_signature: 'x' } })),
      ).toBe('401 The signature is invalid. Verify and try again.');
      expect(await verdict(urls[1]!, sign({ set: { oauth_nonce: 'n' } }))).toBe('200');
      const verdicts = await Promise.all(
        Array.from({ length: 20 }, (_, index) => verdict(urls[index % 2]!, header)),
      );
      expect(verdicts.filter((each) => each === '200')).toHaveLength(1);
      expect(verdicts.filter((each) => USED.test(each))).toHaveLength(19);

      for (const service of services) await service.kill('SIGKILL');
      const { url } = await installation.start();
      expect(await verdict(url, header)).toMatch(USED);
      const purged = await installation.command('token:purge --json');
      expect(JSON.parse(purged.stdout)['old OAuth nonces']).toBe(0);
      expect(await verdict(url, header)).toMatch(USED);
      expect(await verdict(url, sign({}, now() - 62))).toBe(OLD);
      expect(await verdict(url, sign({}, now() - 86_400))).toBe(OLD);
    },
    120_000,
  );
});
