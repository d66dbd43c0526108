import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../support/databases.js';
import { OPAQUE } from '../support/service-tokens.js';
import { SoftwareKey } from '../support/software-key.js';
import {
  INVALID_CODE,
  PASSWORD,
  TwoFactorBench,
  type Answer,
} from '../support/two-factor-bench.js';

const ORIGIN = 'https://shop.example';
const WHO = { username: 'root', password: PASSWORD };
const TOKEN = [200, expect.stringMatching(OPAQUE)];
const CONFIGURED: Answer = [400, { message: 'Provider is already configured.' }];
const UNAUTHORISED: Answer = [
  401,
  {
    message: "The consumer isn't authorized to access %resources.",
    parameters: { resources: 'signed-in' },
  },
];

describeOnEachDatabase('somebody’s own second factors', (kind) => {
  let bench: TwoFactorBench;
  let id: number;

  beforeEach(async () => {
    bench = await TwoFactorBench.start({
      kind,
      environment: { TFA_FORCE_PROVIDERS: 'google,u2fkey', PUBLIC_BASE_URL: ORIGIN },
    });
    id = await bench.createEnrolled();
  });
  afterEach(() => bench.test.stop());

  /** A code that was not used yet. */
  const nextCode = (): string => {
    bench.test.clock.advance(30);
    return bench.code();
  };
  const list = async (token: unknown): Promise<Answer> =>
    bench.send('GET', 'tfa/factors', undefined, { authorization: `Bearer ${String(token)}` });
  const add = async (): Promise<string> => {
    const [status, body] = await bench.post('tfa/add-factor', { ...WHO, otp: nextCode() });
    expect([status, body]).toEqual([200, { tfa_token: expect.any(String), expires_in: 600 }]);
    return (body as { tfa_token: string }).tfa_token;
  };
  const u2f = (route: string, body: object): Promise<Answer> =>
    bench.post(`tfa/provider/u2fkey/${route}`, body);
  const options = async (route: string, body: object): Promise<string> => {
    const [status, answer] = await u2f(route, body);
    expect([status, answer]).toMatchObject([200, {}]);
    return (answer as { credential_request_options_json: string }).credential_request_options_json;
  };
  const register = async (key: SoftwareKey, tfaToken: string, name: string): Promise<Answer> => {
    const publicKeyCredentialJson = key.create(await options('configure', { tfaToken }));
    return u2f('activate', { tfaToken, publicKeyCredentialJson, name });
  };
  const signInWith = async (key: SoftwareKey): Promise<Answer> =>
    u2f('verify', {
      ...WHO,
      publicKeyCredentialJson: key.get(await options('authentication-challenge', WHO)),
    });

  it('are listed for them, without anything that is secret', async () => {
    const [, token] = await bench.authenticate(nextCode());
    const [, codes] = await bench.post('tfa/recovery-codes', { ...WHO, otp: nextCode() });
    const key = new SoftwareKey('shop.example', ORIGIN);
    await register(key, await add(), '  blue\u0000 ');
    const [status, body] = await list(token);
    expect([status, body]).toEqual([
      200,
      {
        username: 'root',
        providers: ['google', 'u2fkey'],
        factors: [
          { provider_code: 'google', activated_at: expect.stringMatching(/^\d{4}-.*Z$/) },
          {
            provider_code: 'u2fkey',
            activated_at: expect.stringMatching(/^\d{4}-.*Z$/),
            keys: [
              {
                id: expect.stringMatching(/^[\w-]{43}$/),
                name: 'blue',
                created_at: expect.stringMatching(/^\d{4}-.*Z$/),
              },
            ],
          },
        ],
        recovery_codes_left: 10,
        is_exempt: false,
      },
    ]);
    const { otp } = { otp: (codes as string[])[0] };
    expect(await bench.authenticate(otp)).toEqual(TOKEN);
    expect(await list(token)).toMatchObject([200, { recovery_codes_left: 9 }]);
    expect(await bench.send('GET', 'tfa/factors')).toEqual(UNAUTHORISED);
  });

  it('TYP-03 are neither begun by an access token nor shown to an enrolment token', async () => {
    const [, token] = await bench.authenticate(nextCode());
    expect(await u2f('configure', { tfaToken: token })).toEqual([
      401,
      { message: 'Invalid two-factor authorization token' },
    ]);
    for (const tfat of [await bench.tfat(id), await add()])
      expect(await list(tfat)).toEqual(UNAUTHORISED);
  });

  it('TOT-22 are not changed by a session alone', async () => {
    const [, token] = await bench.authenticate(nextCode());
    const bearer = { authorization: `Bearer ${String(token)}` };
    for (const route of ['add-factor', 'remove-factor', 'recovery-codes']) {
      const more = route === 'remove-factor' ? { providerCode: 'google' } : {};
      const alone = await bench.send('POST', `tfa/${route}`, { ...more }, bearer);
      expect([route, alone[0]]).toEqual([route, 400]);
      const half = await bench.send('POST', `tfa/${route}`, { ...WHO, ...more }, bearer);
      expect([route, ...half]).toEqual([
        route,
        400,
        expect.objectContaining({ parameters: { fieldName: 'otp' } }),
      ]);
      const wrong = { ...WHO, ...more, otp: bench.wrongCode() };
      expect(await bench.send('POST', `tfa/${route}`, wrong, bearer)).toEqual(INVALID_CODE);
    }
  });

  it('may be several keys, each of which signs in and goes alone', async () => {
    const [one, other] = ['one', 'other'].map(() => new SoftwareKey('shop.example', ORIGIN));
    expect(await register(one!, await bench.tfat(id), 'one')).toEqual([200, []]);
    // The token of a mail begins; it does not add.
    expect(await u2f('configure', { tfaToken: await bench.tfat(id) })).toEqual(CONFIGURED);
    const tfaToken = await add();
    expect(
      JSON.parse(await options('configure', { tfaToken })).publicKey.excludeCredentials,
    ).toHaveLength(1);
    expect(await register(one!, tfaToken, 'again')).toEqual([400, { message: 'Invalid U2F key.' }]);
    expect(await register(other!, tfaToken, 'other')).toEqual([200, []]);
    await expect.poll(() => bench.mails().join('')).toContain('A security key was added.');
    for (const key of [one!, other!]) expect(await signInWith(key)).toEqual(TOKEN);

    const [, token] = await signInWith(other!);
    const listed = async (bearer = token): Promise<{ id: string; name: string }[]> => {
      const [, { factors }] = (await list(bearer)) as [number, { factors: { keys?: never[] }[] }];
      return factors.flatMap(({ keys = [] }) => keys);
    };
    const keys = await listed();
    expect(keys.map(({ name }) => name)).toEqual(['one', 'other']);
    const removal = (keyId: string | undefined): Promise<Answer> =>
      bench.post('tfa/remove-factor', {
        ...WHO,
        otp: nextCode(),
        providerCode: 'u2fkey',
        keyId,
      });
    expect(await removal('nothing')).toEqual([
      404,
      { message: 'The security key does not exist.' },
    ]);
    expect(await removal(keys[0]!.id)).toEqual([200, true]);
    expect(await list(token)).toEqual(UNAUTHORISED);
    await expect.poll(() => bench.mails().join('')).toContain('A security key was removed.');
    expect(await signInWith(one!)).toEqual([400, { message: 'Invalid U2F key.' }]);
    expect(await signInWith(other!)).toEqual(TOKEN);
    expect(await removal(keys[1]!.id)).toEqual([200, true]);
    const [, fresh] = await bench.authenticate(nextCode());
    expect(await listed(fresh)).toEqual([]);
    expect(await u2f('authentication-challenge', WHO)).toEqual([
      400,
      { message: 'Provider is not configured.' },
    ]);
  });

  it('are ten keys at most', async () => {
    const tfaToken = await add();
    for (let made = 0; made < 10; made += 1)
      expect(await register(new SoftwareKey('shop.example', ORIGIN), tfaToken, `${made}`)).toEqual([
        200,
        [],
      ]);
    expect(await u2f('configure', { tfaToken })).toEqual([
      400,
      {
        message: 'There can be %limit security keys. Remove one first.',
        parameters: { limit: '10' },
      },
    ]);
  });

  it('are added for ten minutes, over nothing that is there, and not after a new password', async () => {
    const tfaToken = await add();
    expect(await bench.post('tfa/provider/google/configure', { tfaToken })).toEqual(CONFIGURED);
    bench.test.clock.advance(599);
    expect((await u2f('configure', { tfaToken }))[0]).toBe(200);
    bench.test.clock.advance(1);
    expect(await u2f('configure', { tfaToken })).toEqual([
      401,
      { message: 'Invalid two-factor authorization token' },
    ]);
  });

  it('of keys alone get their first recovery codes by the key', async () => {
    await bench.post('tfa/remove-factor', { ...WHO, otp: nextCode(), providerCode: 'google' });
    const key = new SoftwareKey('shop.example', ORIGIN);
    const tfaToken = await bench.tfat(id);
    await register(key, tfaToken, '');
    const prompt = await options('authentication-challenge', { tfaToken });
    const first = { tfaToken, publicKeyCredentialJson: key.get(prompt) };
    const [status, codes] = await bench.post('tfa/recovery-codes', first);
    expect([status, codes]).toEqual([200, expect.any(Array)]);
    expect(await bench.post('tfa/recovery-codes', first)).toEqual([
      400,
      { message: 'U2f authentication prompt not sent.' },
    ]);
    expect(await bench.token({ otp: (codes as string[])[0] })).toEqual(TOKEN);
  });
});
