import { afterEach, expect, it } from 'vitest';
import { PrincipalType } from '../../src/contract/index.js';
import { Roles } from '../../src/modules/authorization/roles.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import type { ModuleState } from '../../src/kernel/index.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { JWT, OPAQUE } from '../support/service-tokens.js';
import { BASE, WITH_JWT } from '../support/test-app.js';
import {
  INVALID_CODE,
  LOCKED,
  PASSWORD,
  TwoFactorBench,
  USE_PROVIDER,
  WITH_TFA,
} from '../support/two-factor-bench.js';

const ENROL = {
  message:
    'You are required to configure personal Two-Factor Authorization in order to login. ' +
    'Please check your email.',
};

describeOnEachDatabase('an admin token where two factors are asked for', (kind) => {
  let bench: TwoFactorBench;

  const start = async (
    environment: Record<string, string> = {},
    modules: Readonly<Record<string, ModuleState>> = WITH_TFA,
  ): Promise<void> => {
    bench = await TwoFactorBench.start({ kind, environment, modules });
  };
  afterEach(() => bench.test.stop());

  const tokenRows = async (): Promise<number> => {
    const [row] = await bench.test
      .get(Database)
      .dataSource.query('SELECT COUNT(*) AS count FROM opaque_token');
    return Number(row.count);
  };

  it('names missing and empty fields first', async () => {
    await start();
    const required = (fieldName: string) => ({
      message: '"%fieldName" is required. Enter and try again.',
      parameters: { fieldName },
    });
    expect(await bench.token({ password: '' })).toEqual([400, required('password')]);
    expect(await bench.token({ username: null })).toEqual([400, required('username')]);
  });

  it('tells strangers and owners of wrong passwords nothing', async () => {
    await start();
    await bench.createEnrolled();
    expect(await bench.token({ password: 'wrong' })).toEqual(LOCKED);
    expect(await bench.token({ username: 'nobody' })).toEqual(LOCKED);
    expect(await bench.token({ password: 'wrong', otp: bench.code() })).toEqual(LOCKED);
  });

  it('sends whoever has enrolled to the provider', async () => {
    await start();
    await bench.createEnrolled();
    expect(await bench.token()).toEqual(USE_PROVIDER);
    expect(await bench.token({ otp: '' })).toEqual(USE_PROVIDER);
    expect(await bench.token({ otp: null })).toEqual(USE_PROVIDER);
    expect(await tokenRows()).toBe(0);
  });

  it.each(['none', 'authy', 'authy, duo_security'])(
    'asks for an administrator where %s is forced',
    async (forced) => {
      await start({ TFA_FORCE_PROVIDERS: forced });
      await bench.createEnrolled();
      const message = 'Please ask an administrator with sufficient access to configure 2FA first';
      expect(await bench.token()).toEqual([400, { message }]);
      expect(await bench.token({ otp: bench.code() })).toEqual([400, { message }]);
      expect(bench.mails().filter((mail) => mail.includes('required for'))).toEqual([]);
    },
  );

  it.each([
    ['gogle', 'gogle'],
    ['google,u2f,Google', 'u2f, Google'],
    ['none, google', 'none'],
  ])('does not begin with %s forced, and says which there are', async (forced, unknown) => {
    const environment = { TFA_FORCE_PROVIDERS: forced };
    const refused = TwoFactorBench.start({ kind, environment, modules: WITH_TFA });
    await expect(refused).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      parameters: [
        'TFA_FORCE_PROVIDERS',
        `${unknown} is no provider; there are google, duo_security, authy, u2fkey, or none alone`,
      ],
    });
    // Whoever has the module off is asked for nothing.
    await start(environment, BASE);
  });

  it('mails whoever has still to enrol, once a minute', async () => {
    await start({ TFA_FORCE_PROVIDERS: ' google , u2fkey,google,authy' });
    await bench.test.createAdmin('root', PASSWORD);
    const answer = [
      400,
      { ...ENROL, parameters: { providers: ['google', 'u2fkey'], active_providers: [] } },
    ];
    expect(await bench.token()).toEqual(answer);
    expect(await bench.token()).toEqual(answer);
    expect(await bench.token({ otp: '123456' })).toEqual(answer);
    expect(bench.mails()).toHaveLength(1);
    bench.test.clock.advance(59);
    await bench.token();
    expect(bench.mails()).toHaveLength(1);
    bench.test.clock.advance(1);
    await bench.token();
    expect(bench.mails()).toHaveLength(2);
  });

  it('sends one mail for many requests at once', async () => {
    await start();
    await bench.test.createAdmin('root', PASSWORD);
    const answers = await Promise.all(Array.from({ length: 8 }, () => bench.token()));
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([400]));
    expect(bench.mails()).toHaveLength(1);
  });

  it('nags whoever lacks the second of two, and lets them in by the first', async () => {
    await start({ TFA_FORCE_PROVIDERS: 'google,u2fkey' });
    await bench.createEnrolled();
    expect(await bench.token()).toEqual([
      400,
      { ...ENROL, parameters: { providers: ['google', 'u2fkey'], active_providers: ['google'] } },
    ]);
    expect(await bench.authenticate(bench.code())).toEqual([200, expect.stringMatching(OPAQUE)]);
  });

  it('says so when the mail cannot be sent, and tries again at once', async () => {
    await start({ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'shop@example.com' });
    await bench.test.createAdmin('root', PASSWORD);
    const failed = [
      400,
      { message: 'Failed to send the message. Please contact the administrator' },
    ];
    expect(await bench.token()).toEqual(failed);
    expect(await bench.token()).toEqual(failed);
    expect(await tokenRows()).toBe(0);
  });

  it.each([
    ['opaque', BASE, OPAQUE],
    ['jwt', WITH_JWT, JWT],
  ])('is %s, where name, password and code are sent together', async (_, modules, shape) => {
    await start({}, { ...modules, ...WITH_TFA });
    await bench.createEnrolled();
    const [status, token] = await bench.token({ otp: bench.code() });
    expect([status, token]).toEqual([200, expect.stringMatching(shape)]);
    const bearer = { authorization: `Bearer ${String(token)}` };
    expect((await bench.send('GET', 'modules', undefined, bearer))[0]).toBe(200);
    expect(await bench.token({ otp: bench.code() })).toEqual(INVALID_CODE);
  });

  it.each([123456, true, ['123456'], [['1'], '2'], { $ne: 1 }])(
    'TOT-10 refuses the code %j by its type, and counts nothing',
    async (otp) => {
      await start();
      await bench.createEnrolled();
      for (let sent = 0; sent < 8; sent += 1) {
        expect((await bench.token({ otp }))[0]).toBe(400);
        expect((await bench.authenticate(otp))[0]).toBe(400);
      }
      expect((await bench.authenticate(null))[1]).toMatchObject({
        parameters: { fieldName: 'otp' },
      });
      expect((await bench.token({ otp: bench.code() }))[0]).toBe(200);
    },
  );

  it('is given to a machine by password alone, where its own role says so, and is noted', async () => {
    await start();
    const roles = bench.test.get(Roles);
    await roles.create('robots', ['Tokenwright::tfa_exempt', 'Magento_Backend::admin']);
    const hash = await bench.test.get(PasswordHasher).hash(PASSWORD);
    const erp = { username: 'erp', email: 'erp@example.com', role: 'robots' };
    const id = await bench.test.get(AdminAccounts).create(erp, hash);
    const [status, token] = await bench.token({ username: 'erp' });
    expect([status, token]).toEqual([200, expect.stringMatching(OPAQUE)]);
    const events = await bench.test
      .get(Database)
      .dataSource.query("SELECT subject, actor_id FROM audit_event WHERE action = 'tfa.exempt'");
    expect(events.map((event: object) => ({ ...event }))).toEqual([
      { subject: 'erp', actor_id: id },
    ]);
    // Not by the right to do everything.
    await bench.test.createAdmin('root', PASSWORD);
    expect(await roles.names({ type: PrincipalType.Admin, id: id + 1 }, 'x')).toBe(false);
    expect((await bench.token())[0]).toBe(400);
    await bench.test.get(AdminAccounts).assignRole('erp', 'all');
    expect((await bench.token({ username: 'erp' }))[0]).toBe(400);
  });

  it('comes by password alone where the module is off, and lives on when it is switched on', async () => {
    await start({}, BASE);
    await bench.test.createAdmin('root', PASSWORD);
    const [status, token] = await bench.token({ otp: ['whatever'] });
    expect([status, token]).toEqual([200, expect.stringMatching(OPAQUE)]);
    expect((await bench.authenticate('123456'))[0]).toBe(404);
    const { database } = bench.test;
    await bench.test.app.close();
    const before = bench;
    bench = await TwoFactorBench.start({ database });
    const bearer = { authorization: `Bearer ${String(token)}` };
    expect((await bench.send('GET', 'modules', undefined, bearer))[0]).toBe(200);
    expect((await bench.token())[0]).toBe(400);
    await bench.test.stop();
    bench = before;
  });
});
