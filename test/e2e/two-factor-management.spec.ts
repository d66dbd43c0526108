import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TfaGoogleSetSecretCommand } from '../../src/modules/two-factor-auth/tfa-google-set-secret.command.js';
import { TfaProvidersCommand } from '../../src/modules/two-factor-auth/tfa-providers.command.js';
import { TfaResetCommand } from '../../src/modules/two-factor-auth/tfa-reset.command.js';
import { TfaStatusCommand } from '../../src/modules/two-factor-auth/tfa-status.command.js';
import type { ConsoleCommand } from '../../src/contract/index.js';
import type { Contract } from '../../src/kernel/index.js';
import { Roles } from '../../src/modules/authorization/roles.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { BASE, startTestApp } from '../support/test-app.js';
import {
  PASSWORD,
  SECRET,
  TwoFactorBench,
  WITH_TFA,
  type Answer,
} from '../support/two-factor-bench.js';

const GOOGLE = {
  enabled: true,
  engine: { enabled: true },
  code: 'google',
  name: 'Google Authenticator',
  icon: 'Magento_TwoFactorAuth::images/providers/google.png',
  reset_allowed: true,
  configure_action: 'tfa/google/configure',
  auth_action: 'tfa/google/auth',
  extra_actions: ['tfa/google/qr', 'tfa/google/configurepost', 'tfa/google/authpost'],
};

describeOnEachDatabase('managing second factors', (kind) => {
  let bench: TwoFactorBench;
  let id: number;
  let bearer: Record<string, string>;

  beforeEach(async () => {
    bench = await TwoFactorBench.start({
      kind,
      environment: { TFA_FORCE_PROVIDERS: 'google,u2fkey' },
    });
    id = await bench.createEnrolled();
    const [, token] = await bench.authenticate(bench.code());
    bearer = { authorization: `Bearer ${String(token)}` };
  });
  afterEach(() => bench.test.stop());

  const get = (path: string): Promise<Answer> =>
    bench.send('GET', `tfa/${path}`, undefined, bearer);
  const put = (path: string, body: object): Promise<Answer> =>
    bench.send('PUT', `tfa/${path}`, body, bearer);
  const codes = ([status, list]: Answer): unknown => [
    status,
    (list as { code: string }[]).map(({ code }) => code),
  ];
  const unknown = (code: string): Answer => [
    404,
    { message: 'Unknown or not enabled provider %1 for this user', parameters: [code] },
  ];

  it('shows providers, installed, forced and of a user', async () => {
    const installed = await get('installed-providers');
    expect(codes(installed)).toEqual([200, ['google', 'duo_security', 'authy', 'u2fkey']]);
    expect((installed[1] as object[])[0]).toEqual(GOOGLE);
    expect(codes(await get('forced-providers'))).toEqual([200, ['google', 'u2fkey']]);
    expect(codes(await get('user-providers/4711'))).toEqual([200, ['google', 'u2fkey']]);
    expect(codes(await get(`providers-to-activate/${id}`))).toEqual([200, ['u2fkey']]);
    expect((await get('user-providers/x'))[0]).toBe(400);
  });

  it('keeps a default provider and a list per user', async () => {
    expect(await get(`default-provider-code/${id}`)).toEqual([200, '']);
    const path = `default-provider-code/${id}`;
    expect(await put(path, { providerCode: 'authy' })).toEqual(unknown('authy'));
    expect(await put(path, { provider_code: 'u2fkey' })).toEqual([200, true]);
    expect(await get(path)).toEqual([200, 'u2fkey']);
    const list = `user-providers/${id}`;
    expect(await put(list, { providersCodes: 'google, u2fkey' })).toEqual([200, true]);
    expect(await put(list, { providersCodes: 'google,sms' })).toEqual(unknown('sms'));
    const missing = (fieldName: string) => [
      400,
      { message: '"%fieldName" is required. Enter and try again.', parameters: { fieldName } },
    ];
    for (const [where, field] of [
      [path, 'providerCode'],
      [list, 'providersCodes'],
    ] as const) {
      expect(await put(where, { [field]: '' })).toEqual(unknown(''));
      expect(await put(where, { [field]: null })).toEqual(missing(field));
    }
    const often = Array.from({ length: 12_000 }, () => 'google').join();
    expect(await put(list, { providersCodes: often })).toEqual([200, true]);
  });

  it('is for those who have the right', async () => {
    await bench.test.get(Roles).create('clerk', ['Magento_Backend::admin']);
    await bench.test.createAdmin('second', PASSWORD);
    await bench.test.get(AdminAccounts).assignRole('root', 'clerk');
    expect(await get('forced-providers')).toEqual([
      401,
      {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_TwoFactorAuth::tfa' },
      },
    ]);
  });

  it('is done at the console, too', async () => {
    const run = async (command: Contract<ConsoleCommand>, ...args: string[]): Promise<string> => {
      try {
        return (await bench.test.get(command).run(args, {}, undefined as never)).text;
      } catch (error) {
        return (error as { render(): string }).render();
      }
    };
    expect((await run(TfaProvidersCommand)).split('\n')).toEqual([
      '          google: Google Authenticator',
      '    duo_security: Duo Security',
      '           authy: Authy',
      '          u2fkey: U2F (Yubikey and others)',
    ]);
    expect(await run(TfaStatusCommand, 'root')).toBe(
      'root\tto enrol: u2fkey\tactive: google\trecovery codes: none',
    );
    expect(await run(TfaResetCommand, 'nobody', 'google')).toBe('Unknown user nobody');
    expect(await run(TfaResetCommand, 'root', 'sms')).toBe('Unknown provider sms');
    expect(await run(TfaResetCommand, 'root', 'google')).toBe(
      'Provider Google Authenticator has been reset for user root',
    );
    expect((await bench.authenticate(bench.code()))[0]).toBe(400);
    expect(await run(TfaGoogleSetSecretCommand, 'nobody', SECRET)).toBe('Unknown user nobody');
    expect(await run(TfaGoogleSetSecretCommand, 'root', 'not base32!')).toContain('base32');
    expect(await run(TfaGoogleSetSecretCommand, 'Root', 'mfrg gzdf')).toBe(
      'Google OTP secret has been set',
    );
    expect((await bench.authenticate(bench.code(0, 'MFRGGZDF')))[0]).toBe(200);
    expect(await run(TfaStatusCommand)).toContain('active: google');
  });

  it('describes its routes', async () => {
    const described = await startTestApp({
      modules: { ...WITH_TFA, openapi: 'enabled' },
    });
    const reply = await described.app.inject({ url: '/openapi.json' });
    await described.stop();
    const paths = Object.keys(reply.json<{ paths: object }>().paths);
    expect(paths).toContain('/rest/V1/tfa/provider/google/authenticate');
    expect(paths).toContain('/rest/V1/tfa/provider/duo_security/get-authentication-data');
  });
});

describe('a start in production without a second factor', () => {
  it.each([
    ['production', 1],
    ['development', 0],
  ])('in %s warns %i times', async (environment, times) => {
    const log: string[] = [];
    const test = await startTestApp({
      modules: BASE,
      environment: { NODE_ENV: environment },
      log: (line) => log.push(line),
    });
    await test.stop();
    expect(log.filter((line) => line.includes('enable two-factor-auth'))).toHaveLength(times);
  });
});
