import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { describeOnEachDatabase } from '../../support/databases.js';
import { MailServer } from '../../support/mail-server.js';
import { Installation, type ServiceProcess } from '../../support/service-process.js';
import { JWT } from '../../support/service-tokens.js';
import { INVALID_CODE, LOCKED, USE_PROVIDER, type Answer } from '../../support/two-factor-bench.js';

/** It starts a dozen processes, on machines that may be busy. */
vi.setConfig({ testTimeout: 180_000 });

const PASSWORD = 'correct horse battery';
const WHO = { username: 'root', password: PASSWORD };
const TOKEN = [200, expect.stringMatching(JWT)];
const STEP_SECONDS = 30;

/** What the app on a phone shows, by somebody else's implementation. */
const oathtool = (secret: string, seconds: number): string =>
  execFileSync('oathtool', ['--totp', '--base32', `--now=@${seconds}`, secret])
    .toString()
    .trim();

describeOnEachDatabase('two-factor authentication, from the command line', (kind) => {
  let installation: Installation;
  let mails: MailServer;
  let services: ServiceProcess[];
  /** Nothing of this may be in a log, in the audit trail or in an answer that refuses. */
  let secrets: string[];

  beforeEach(async () => {
    services = [];
    secrets = [PASSWORD];
    mails = await MailServer.start();
    installation = await Installation.on(kind, {
      ...mails.settings,
      PUBLIC_BASE_URL: 'https://shop.example',
      SIGN_IN_LOCK_MAX_FAILURES: '6',
      PASSWORD_HASH_QUEUE: '1000',
      LOG_LEVEL: 'trace',
    });
  });
  afterEach(async () => {
    await installation.remove();
    await mails.stop();
  });

  const done = async (line: string, input = ''): Promise<string> => {
    const { code, stdout, stderr } = await installation.commandHere(line, input);
    expect([line, code, stderr]).toEqual([line, 0, '']);
    return stdout;
  };
  const start = async (): Promise<string> => {
    const service = await installation.start();
    services.push(service);
    return service.url;
  };
  const restart = async (): Promise<string> => {
    await Promise.all(services.map((service) => service.kill('SIGTERM')));
    return start();
  };
  const post = async (url: string, path: string, body: object): Promise<Answer> => {
    const answer = await fetch(`${url}/rest/V1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return [answer.status, await answer.json()];
  };
  const modulesFor = async (url: string, token: unknown): Promise<number> => {
    const headers = { Authorization: `Bearer ${String(token)}` };
    return (await fetch(`${url}/rest/V1/modules`, { headers })).status;
  };
  const authenticate = (url: string, otp: string): Promise<Answer> =>
    post(url, 'tfa/provider/google/authenticate', { ...WHO, otp });

  it.skipIf(!inject('hasOathtool'))(
    'TOT-05 TOT-14 is switched on, enrolled by mail and oathtool, guessed at by two processes, and switched off',
    async () => {
      const create = `admin:user:create --username root --email root@example.com --role all`;
      await done(`${create} --password-stdin`, `${PASSWORD}\n`);
      let url = await start();
      const [status, before] = await post(url, 'integration/admin/token', WHO);
      expect([status, before]).toEqual(TOKEN);
      expect((await post(url, 'tfa/provider/google/configure', {}))[0]).toBe(404);

      await done('module:enable two-factor-auth');
      url = await restart();
      expect(await modulesFor(url, before)).toBe(200);
      expect(await post(url, 'integration/admin/token', WHO)).toMatchObject([
        400,
        { parameters: { providers: ['google'], active_providers: [] } },
      ]);
      const link = new URL(mails.lastLink());
      expect([link.origin, link.pathname]).toEqual(['https://shop.example', '/account/two-factor']);
      const page = await fetch(`${url}${link.pathname}${link.search}`);
      expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
      const tfaToken = link.searchParams.get('tfat')!;
      const list = new URLSearchParams({ tfaToken });
      const asked = await fetch(`${url}/rest/V1/tfa/tfat-providers-to-activate?${list.toString()}`);
      expect(await asked.json()).toMatchObject([{ code: 'google' }]);

      const [, configured] = await post(url, 'tfa/provider/google/configure', { tfaToken });
      const secret = (configured as { secret_code: string }).secret_code;
      let now = Math.floor(Date.now() / 1_000);
      const first = oathtool(secret, now);
      const activated = { tfaToken, otp: first };
      expect(await post(url, 'tfa/provider/google/activate', activated)).toEqual([200, []]);
      expect(await post(url, 'integration/admin/token', WHO)).toEqual(USE_PROVIDER);
      const [, codes] = await post(url, 'tfa/recovery-codes', { tfaToken, otp: first });
      expect(codes).toHaveLength(10);
      secrets.push(tfaToken, encodeURIComponent(tfaToken), secret, first, ...(codes as string[]));

      // Of the next step: the leeway lets it in, and it was not used yet.
      const other = await start();
      now = Math.floor(Date.now() / 1_000);
      const next = oathtool(secret, now + STEP_SECONDS - 1);
      const code = next === first ? oathtool(secret, now + STEP_SECONDS) : next;
      const uses = await Promise.all(
        Array.from({ length: 20 }, (_, index) => authenticate([url, other][index % 2]!, code)),
      );
      expect(uses.filter(([answered]) => answered === 200)).toHaveLength(1);
      expect(uses.filter(([answered]) => answered === 401)).toHaveLength(19);
      const [, after] = uses.find(([answered]) => answered === 200)!;
      secrets.push(code, String(after), String(before));

      await done('admin:user:unlock root');
      const wrong = ['000000', '111111', '222222', '333333'].find((guess) =>
        [-1, 0, 1, 2].every((step) => oathtool(secret, now + step * STEP_SECONDS) !== guess),
      )!;
      const guesses = await Promise.all(
        Array.from({ length: 200 }, (_, index) => authenticate([url, other][index % 2]!, wrong)),
      );
      const compared = guesses.filter(([, body]) => isSame(body, INVALID_CODE[1]));
      expect(compared.length).toBeGreaterThan(0);
      expect(compared.length).toBeLessThanOrEqual(6);
      expect(guesses.filter(([, body]) => isSame(body, LOCKED[1]))).toHaveLength(
        200 - compared.length,
      );
      await done('admin:user:unlock root');
      const refused = JSON.stringify([...guesses, ...uses.filter(([each]) => each !== 200)]);

      await done('module:disable two-factor-auth');
      url = await restart();
      for (const token of [before, after]) expect(await modulesFor(url, token)).toBe(200);
      expect(await post(url, 'integration/admin/token', WHO)).toEqual(TOKEN);
      expect((await post(url, 'tfa/provider/google/authenticate', WHO))[0]).toBe(404);

      const audit = await done('audit:list --limit 500');
      expect(audit).toContain('tfa.activate');
      const logs = services.map(({ stdout, stderr }) => stdout + stderr).join('');
      for (const hidden of secrets)
        for (const [where, text] of Object.entries({ logs, audit, refused }))
          expect([where, hidden, text.includes(hidden)]).toEqual([where, hidden, false]);
    },
  );
});

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
