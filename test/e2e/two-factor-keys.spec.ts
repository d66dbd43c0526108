import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../support/databases.js';
import { OPAQUE } from '../support/service-tokens.js';
import { SoftwareKey } from '../support/software-key.js';
import { LOCKED, PASSWORD, TwoFactorBench, type Answer } from '../support/two-factor-bench.js';

const ORIGIN = 'https://shop.example';
const WHO = { username: 'root', password: PASSWORD };
const INVALID: Answer = [400, { message: 'Invalid U2F key.' }];
const TOKEN = [200, expect.stringMatching(OPAQUE)];

describeOnEachDatabase('security keys', (kind) => {
  let bench: TwoFactorBench;
  let key: SoftwareKey;
  let tfaToken: string;

  const u2f = (route: string, body: object): Promise<Answer> =>
    bench.post(`tfa/provider/u2fkey/${route}`, body);
  const optionsOf = ([status, body]: Answer): string => {
    expect([status, body]).toMatchObject([200, {}]);
    return (body as { credential_request_options_json: string }).credential_request_options_json;
  };
  const enrol = async (): Promise<void> => {
    const options = optionsOf(await u2f('configure', { tfaToken }));
    const publicKeyCredentialJson = key.create(options);
    expect(await u2f('activate', { tfaToken, publicKeyCredentialJson })).toEqual([200, []]);
  };
  const prompt = async (): Promise<string> => optionsOf(await u2f('authentication-challenge', WHO));
  const verify = (publicKeyCredentialJson: string): Promise<Answer> =>
    u2f('verify', { ...WHO, publicKeyCredentialJson });

  beforeEach(async () => {
    bench = await TwoFactorBench.start({
      kind,
      environment: { TFA_FORCE_PROVIDERS: 'u2fkey', PUBLIC_BASE_URL: ORIGIN },
    });
    key = new SoftwareKey('shop.example', ORIGIN);
    tfaToken = await bench.tfat(await bench.test.createAdmin('root', PASSWORD));
  });
  afterEach(() => bench.test.stop());

  it('are enrolled, and sign in', async () => {
    const sent = { tfaToken, publicKeyCredentialJson: '{}' };
    expect(await u2f('activate', sent)).toEqual([
      400,
      { message: 'U2f key registration was not started.' },
    ]);
    const { publicKey } = JSON.parse(optionsOf(await u2f('configure', { tfaToken })));
    expect(publicKey).toMatchObject({
      challenge: expect.arrayContaining([expect.any(Number)]),
      rp: { id: 'shop.example' },
      pubKeyCredParams: [{ alg: -7, type: 'public-key' }],
      timeout: 60_000,
    });
    expect(publicKey.challenge).toHaveLength(16);
    expect(await u2f('activate', sent)).toEqual([400, { message: 'Invalid U2F key data' }]);
    await enrol();
    expect(await u2f('configure', { tfaToken })).toEqual([
      400,
      { message: 'Provider is already configured.' },
    ]);
    expect(await verify('{}')).toEqual([400, { message: 'U2f authentication prompt not sent.' }]);
    expect(await verify(key.get(await prompt()))).toEqual(TOKEN);
    expect(await verify(key.get(await prompt()))).toEqual(TOKEN);
    expect(await bench.token()).toMatchObject([
      400,
      { parameters: { active_providers: ['u2fkey'] } },
    ]);
  });

  it('prove nothing twice, to another site, to another challenge, or by another key', async () => {
    await enrol();
    const proof = key.get(await prompt());
    expect(await verify(proof)).toEqual(TOKEN);
    const stale = key.get(await prompt());
    await prompt();
    expect(await verify(stale)).toEqual(INVALID);
    expect(await verify(proof)).toEqual(INVALID);
    key.origin = 'https://evil.example';
    expect(await verify(key.get(await prompt()))).toEqual(INVALID);
    key.origin = ORIGIN;
    const other = new SoftwareKey('shop.example', ORIGIN);
    expect(await verify(other.get(await prompt()))).toEqual(INVALID);
    expect(await verify('junk')).toEqual(INVALID);
  });

  it('prove nothing where their counter falls back, or the challenge is old', async () => {
    await enrol();
    key.counter = 5;
    expect(await verify(key.get(await prompt()))).toEqual(TOKEN);
    key.counter = 1;
    expect(await verify(key.get(await prompt()))).toEqual(INVALID);
    key.counter = 9;
    const late = key.get(await prompt());
    bench.test.clock.advance(300);
    expect(await verify(late)).toEqual([400, { message: 'U2f authentication prompt not sent.' }]);
  });

  it('let one of many uses of a proof in', async () => {
    await enrol();
    const proof = key.get(await prompt());
    const answers = await Promise.all(Array.from({ length: 5 }, () => verify(proof)));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
  });

  it('count towards the lock, which asking them does not reset', async () => {
    await enrol();
    for (let guess = 0; guess < 6; guess += 1) {
      await prompt();
      expect(await verify('junk')).toEqual(INVALID);
    }
    expect(await u2f('authentication-challenge', WHO)).toEqual(LOCKED);
  });

  it('make recovery codes, and are removed by them', async () => {
    await enrol();
    const publicKeyCredentialJson = key.get(await prompt());
    const made = await bench.post('tfa/recovery-codes', { ...WHO, publicKeyCredentialJson });
    const [otp] = made[1] as string[];
    const removal = { ...WHO, otp, providerCode: 'u2fkey' };
    expect(await bench.post('tfa/remove-factor', removal)).toEqual([200, true]);
    expect(await u2f('authentication-challenge', WHO)).toEqual([
      400,
      { message: 'Provider is not configured.' },
    ]);
  });
});
