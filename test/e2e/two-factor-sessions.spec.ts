import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../../src/persistence/index.js';
import { FactorStore } from '../../src/modules/two-factor-auth/factor-store.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { SoftwareKey } from '../support/software-key.js';
import { WITH_JWT } from '../support/test-app.js';
import {
  INVALID_CODE,
  PASSWORD,
  TwoFactorBench,
  WITH_TFA,
  type Answer,
} from '../support/two-factor-bench.js';

const ORIGIN = 'https://shop.example';
const WHO = { username: 'root', password: PASSWORD };
const NEXT = 'another horse';
const WANTED: Answer = [
  401,
  { message: 'A one-time code is required.', parameters: { active_providers: ['google'] } },
];

describeOnEachDatabase('sessions of somebody with a second factor', (kind) => {
  let bench: TwoFactorBench;
  let id: number;

  beforeEach(async () => {
    bench = await TwoFactorBench.start({
      kind,
      modules: { ...WITH_JWT, ...WITH_TFA, 'refresh-session': 'enabled' },
      environment: { TFA_FORCE_PROVIDERS: 'google,u2fkey', PUBLIC_BASE_URL: ORIGIN },
    });
    id = await bench.createEnrolled();
  });
  afterEach(() => bench.test.stop());

  const auth = async (
    method: 'POST' | 'PUT',
    path: string,
    payload: object,
    token?: string,
  ): Promise<Answer> => {
    const reply = await bench.test.app.inject({
      method,
      url: `/auth/${path}`,
      payload,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    });
    return [reply.statusCode, reply.json<unknown>()];
  };
  const login = (more: object): Promise<Answer> => auth('POST', 'login', { ...WHO, ...more });
  const signedIn = async (): Promise<string> => {
    const [status, body] = await login({ otp: nextCode() });
    expect([status, body]).toMatchObject([200, { token: expect.any(String) }]);
    return (body as { token: string }).token;
  };
  const nextCode = (): string => {
    bench.test.clock.advance(30);
    return bench.code();
  };

  it.each([[123_456], [true], [['123456']], [{ code: '123456' }]])(
    'TOT-10 do not begin with the code %j, which counts as nothing',
    async (otp) => {
      for (let guess = 0; guess < 7; guess += 1) {
        const [status, body] = await login({ otp });
        expect([status, body]).toMatchObject([400, { message: expect.stringContaining('type') }]);
      }
      await signedIn();
    },
  );

  it('ask for a code where none is sent, which counts as nothing', async () => {
    const mails = bench.mails().length;
    for (let times = 0; times < 7; times += 1)
      for (const more of [{}, { otp: '' }, { otp: null }])
        expect(await login(more)).toEqual(WANTED);
    await signedIn();
    expect(bench.mails()).toHaveLength(mails);
    const notes = await bench.test
      .get(Database)
      .dataSource.query("SELECT result FROM audit_event WHERE action = 'admin.sign-in'");
    expect(notes).toEqual([{ result: 'success' }]);
  });

  it('begin with a security key, whose proof is good once', async () => {
    const user = await auth('POST', 'login', { ...WHO, otp: nextCode() });
    expect(user[0]).toBe(200);
    const key = new SoftwareKey('shop.example', ORIGIN);
    const optionsOf = ([, body]: Answer): string =>
      (body as { credential_request_options_json: string }).credential_request_options_json;
    const added = await bench.post('tfa/add-factor', { ...WHO, otp: nextCode() });
    const { tfa_token: tfaToken } = added[1] as { tfa_token: string };
    const u2f = (route: string, body: object): Promise<Answer> =>
      bench.post(`tfa/provider/u2fkey/${route}`, body);
    const made = key.create(optionsOf(await u2f('configure', { tfaToken })));
    await u2f('activate', { tfaToken, publicKeyCredentialJson: made });

    const prompt = async (): Promise<string> =>
      optionsOf(await u2f('authentication-challenge', WHO));
    const proof = { publicKeyCredentialJson: key.get(await prompt()) };
    expect(await login({ ...proof, password: 'wrong' })).toMatchObject([401, {}]);
    expect(await login(proof)).toMatchObject([200, { user: { username: 'root' } }]);
    expect(await login(proof)).toEqual([400, { message: 'U2f authentication prompt not sent.' }]);
    await prompt();
    expect(await login(proof)).toEqual([400, { message: 'Invalid U2F key.' }]);
    expect(await login({ publicKeyCredentialJson: 1 })).toMatchObject([400, {}]);
  });

  it('do not change the password without a proof of the factor', async () => {
    const token = await signedIn();
    const change = (more: object): Promise<Answer> =>
      auth('PUT', 'password', { currentPassword: PASSWORD, newPassword: NEXT, ...more }, token);
    expect(await change({})).toEqual(WANTED);
    expect(await change({ otp: '' })).toEqual(WANTED);
    expect(await change({ otp: 123_456 })).toMatchObject([400, {}]);
    expect(await change({ otp: bench.wrongCode() })).toEqual(INVALID_CODE);
    expect((await change({ otp: nextCode(), currentPassword: 'wrong' }))[0]).toBe(401);
    expect(await change({ otp: nextCode() })).toMatchObject([
      200,
      { status: 'ok', token: expect.any(String) },
    ]);
    expect(await login({ otp: nextCode() })).toMatchObject([401, {}]);
    expect(await login({ otp: nextCode(), password: NEXT })).toMatchObject([200, {}]);
  });

  it('lock the name when codes are guessed for a new password', async () => {
    const token = await signedIn();
    const change = (otp: string): Promise<Answer> =>
      auth('PUT', 'password', { currentPassword: PASSWORD, newPassword: NEXT, otp }, token);
    for (let guess = 0; guess < 6; guess += 1)
      expect(await change(bench.wrongCode())).toEqual(INVALID_CODE);
    expect((await change(nextCode()))[0]).toBe(401);
    const rows = await bench.test
      .get(Database)
      .dataSource.query("SELECT action FROM audit_event WHERE action LIKE '%lock%'");
    expect(rows.length).toBeGreaterThan(0);
  });

  it('change the password alone where nothing is enrolled yet', async () => {
    const token = await signedIn();
    // As if the session had begun before the module was on: removing a factor would end it.
    await bench.test.get(FactorStore).remove(id, 'google');
    const body = { currentPassword: PASSWORD, newPassword: NEXT };
    expect(await auth('PUT', 'password', body, token)).toMatchObject([200, { status: 'ok' }]);
  });
});
