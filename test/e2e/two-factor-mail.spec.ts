import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { enrolmentMail } from '../../src/modules/two-factor-auth/mail/mail-texts.js';
import { TwoFactorSettings } from '../../src/modules/two-factor-auth/two-factor-settings.js';
import { AdminUser } from '../../src/modules/user/persistence/admin-user.entity.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { MailServer, type ReceivedMail } from '../support/mail-server.js';
import { OPAQUE } from '../support/service-tokens.js';
import type { TestAppOptions } from '../support/test-app.js';
import { mailParts, PASSWORD, TwoFactorBench, WITH_TFA } from '../support/two-factor-bench.js';

describeOnEachDatabase('mails of two-factor authentication', (kind) => {
  let server: MailServer;
  let received: ReceivedMail[];
  let bench: TwoFactorBench;
  let log: string[];

  beforeEach(async () => {
    log = [];
    server = await MailServer.start();
    received = server.received;
  });
  afterEach(async () => {
    await bench.test.stop();
    await server.stop();
  });

  const start = async (
    environment: Record<string, string> = {},
    modules: TestAppOptions['modules'] = WITH_TFA,
  ): Promise<void> => {
    bench = await TwoFactorBench.start({
      kind,
      modules,
      log: (line) => log.push(line),
      environment: {
        ...server.settings,
        PUBLIC_BASE_URL: 'https://shop.example',
        ...environment,
      },
    });
  };

  it('lead from a right password to a token', async () => {
    await start();
    await bench.test.createAdmin('root', PASSWORD);
    expect((await bench.token())[0]).toBe(400);
    const [{ from, to, raw } = {} as ReceivedMail] = received;
    expect([from, to]).toEqual(['shop@example.com', ['root@example.com']]);
    expect(raw).toContain('Subject: 2FA configuration required for root');
    const parts = mailParts(raw);
    expect(Object.keys(parts)).toEqual(['text/plain', 'text/html']);
    const [link = ''] = /https:\S+/.exec(parts['text/plain']!) ?? [];
    const { origin, pathname, searchParams } = new URL(link);
    expect([origin, pathname]).toEqual(['https://shop.example', '/account/two-factor']);
    expect(parts['text/html']).toContain(`href="${link}"`);
    const tfaToken = searchParams.get('tfat')!;
    const list = `tfa/tfat-providers-to-activate?tfaToken=${encodeURIComponent(tfaToken)}`;
    expect(await bench.send('GET', list)).toMatchObject([200, [{ code: 'google', enabled: true }]]);
    const [, { secret_code: secret }] = (await bench.post('tfa/provider/google/configure', {
      tfaToken,
    })) as [number, { secret_code: string }];
    const otp = bench.code(0, secret);
    const activated = await bench.post('tfa/provider/google/activate', { tfaToken, otp });
    expect(activated).toEqual([200, []]);
    expect(await bench.send('GET', list)).toEqual([200, []]);
    const [status, token] = await bench.authenticate(otp);
    expect([status, token]).toEqual([200, expect.stringMatching(OPAQUE)]);
    expect(received).toHaveLength(2);
    expect(received[1]!.raw).toContain('Subject: Two-Factor Authorization of root has changed');
    for (const hidden of [tfaToken, secret, String(token), PASSWORD])
      expect(log.join('')).not.toContain(hidden);
  });

  it('lead there from a password whose hash is of another time, too', async () => {
    await start();
    const id = await bench.test.createAdmin('root', PASSWORD);
    const password = createHash('md5').update(`salt${PASSWORD}`).digest('hex');
    await bench.test
      .get(Database)
      .run((manager) => manager.update(AdminUser, { id }, { password: `${password}:salt:0` }));
    expect((await bench.token())[0]).toBe(400);
    const [, tfat = ''] = /tfat=(\S+)/.exec(mailParts(received[0]!.raw)['text/plain']!) ?? [];
    const tfaToken = decodeURIComponent(tfat);
    expect((await bench.post('tfa/provider/google/configure', { tfaToken }))[0]).toBe(200);
  });

  it.each([
    [1, {}, {}],
    [0, {}, { TFA_NOTIFICATION_URL: 'https://erp.example/2fa?t=:tfat' }],
    [0, {}, { TFA_FORCE_PROVIDERS: 'none' }],
    [0, { 'refresh-session': 'enabled', 'account-page': 'enabled' }, {}],
  ] as const)(
    'have a link to a page, or else a start gives %d warning(s): %j %j',
    async (warnings, more, environment) => {
      await start(environment, { ...WITH_TFA, ...more });
      const said = log.filter((line) => line.includes('leads to no page: enable account-page'));
      expect(said).toHaveLength(warnings);
    },
  );

  it('carry the token as it is where the link is given', async () => {
    await start({ TFA_NOTIFICATION_URL: 'https://erp.example/2fa?t=:tfat&again=:tfat' });
    await bench.test.createAdmin('root', PASSWORD);
    await bench.token();
    const text = mailParts(received[0]!.raw)['text/plain']!;
    const [, first, again] = /t=(\S+)&again=(\S+)/.exec(text) ?? [];
    expect(first).toBe(again);
    const configured = await bench.post('tfa/provider/google/configure', { tfaToken: first });
    expect(configured[0]).toBe(200);
  });

  it('are out before a service that is told to stop has ended', async () => {
    await start();
    await bench.createEnrolled();
    received.length = 0;
    server.helloMs = 500;
    const proof = { username: 'root', password: PASSWORD, otp: bench.code() };
    expect((await bench.post('tfa/recovery-codes', proof))[0]).toBe(200);
    await bench.test.app.close();
    expect(received.map(({ raw }) => raw)).toEqual([expect.stringContaining('has changed')]);
  });

  it('cannot be bent by a name', async () => {
    await start();
    const { html } = enrolmentMail('a@b.c', '<b>"root"</b>', 'shop', 'https://x/?a=1&b="');
    expect(html).toContain('Hello &#60;b&#62;&#34;root&#34;&#60;/b&#62;,');
    expect(html).toContain('href="https://x/?a=1&#38;b=&#34;"');
  });

  it('are needed in production, with a sender', async () => {
    await start();
    const problemOf = (environment: Record<string, string>): unknown => {
      try {
        TwoFactorSettings.parse(environment);
        return undefined;
      } catch (error) {
        return Object.values((error as { parameters: object }).parameters)[0];
      }
    };
    expect(problemOf({ NODE_ENV: 'production' })).toBe('SMTP_URL');
    expect(problemOf({ NODE_ENV: 'production', TFA_FORCE_PROVIDERS: 'none' })).toBeUndefined();
    expect(problemOf({ TFA_LEEWAY_SECONDS: '30' })).toBe('TFA_LEEWAY_SECONDS');
    expect(problemOf({ TFA_NOTIFICATION_URL: 'https://erp.example/' })).toBe(
      'TFA_NOTIFICATION_URL',
    );
    expect(problemOf({ TFA_WEBAUTHN_ORIGINS: 'shop.example' })).toBe('TFA_WEBAUTHN_ORIGINS');
  });
});
