import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeyRing } from '../../src/contract/index.js';
import { FactorStore } from '../../src/modules/two-factor-auth/factor-store.js';
import { TfaFactor } from '../../src/modules/two-factor-auth/persistence/tfa-factor.entity.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { MasterKey } from '../../src/modules/security/master-key.js';
import { ResealTask } from '../../src/modules/security/reseal.task.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { OPAQUE } from '../support/service-tokens.js';
import {
  INVALID_CODE,
  LOCKED,
  PASSWORD,
  SECRET,
  TwoFactorBench,
  type Answer,
} from '../support/two-factor-bench.js';

const NO_TFAT: Answer = [401, { message: 'Invalid two-factor authorization token' }];
const CONFIGURED: Answer = [400, { message: 'Provider is already configured.' }];
const NOT_ALLOWED: Answer = [400, { message: 'Provider is not allowed.' }];
const OTHER = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const TOKEN = [200, expect.stringMatching(OPAQUE)];

describeOnEachDatabase('one-time codes', (kind) => {
  let bench: TwoFactorBench;

  const configure = (tfaToken: unknown): Promise<Answer> =>
    bench.post('tfa/provider/google/configure', { tfaToken });
  const activate = (tfaToken: string, otp: string): Promise<Answer> =>
    bench.post('tfa/provider/google/activate', { tfa_token: tfaToken, otp });

  beforeEach(async () => {
    bench = await TwoFactorBench.start({
      kind,
      environment: { SIGN_IN_LOCK_MAX_FAILURES: '100', PUBLIC_BASE_URL: 'https://shop.example/x' },
    });
  });
  afterEach(() => bench.test.stop());

  it('are enrolled by the token of the mail, and the code that ends it signs in once more', async () => {
    const id = await bench.test.createAdmin('root', PASSWORD);
    const tfat = await bench.tfat(id);
    expect(await bench.authenticate('123456')).toEqual([
      400,
      { message: 'Provider is not configured.' },
    ]);
    const [status, body] = await configure(tfat);
    const { secret_code: secret, qr_code_base64: picture } = body as Record<string, string>;
    expect([status, secret]).toEqual([200, expect.stringMatching(/^[A-Z2-7]{32}$/)]);
    expect(Buffer.from(picture!, 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(await configure(tfat)).toEqual([200, body]);
    expect(await activate(tfat, bench.code(2, secret))).toEqual(INVALID_CODE);
    expect(await activate(tfat, bench.code(0, secret))).toEqual([200, []]);
    expect(await bench.authenticate(bench.code(0, secret))).toEqual(TOKEN);
    expect(await bench.authenticate(bench.code(0, secret))).toEqual(INVALID_CODE);
  });

  it('TOT-20 TOT-24 are not enrolled over an existing secret, which is not shown again', async () => {
    const id = await bench.createEnrolled();
    const tfat = await bench.tfat(id);
    expect(await configure(tfat)).toEqual(CONFIGURED);
    expect(await activate(tfat, bench.code())).toEqual(CONFIGURED);
  });

  it('TOT-20 have one secret when the enrolment begins and ends many times at once', async () => {
    const id = await bench.test.createAdmin('root', PASSWORD);
    const tfat = await bench.tfat(id);
    const begun = await Promise.all(Array.from({ length: 8 }, () => configure(tfat)));
    const secrets = begun.map(([, body]) => (body as { secret_code: string }).secret_code);
    expect(new Set(secrets).size).toBe(1);
    const code = bench.code(0, secrets[0]);
    const ended = await Promise.all(Array.from({ length: 8 }, () => activate(tfat, code)));
    expect(ended.filter(([status]) => status === 200)).toHaveLength(1);
  });

  it('TOT-21 are not enrolled by a code of another secret, and the old one stays', async () => {
    const id = await bench.test.createAdmin('root', PASSWORD);
    const tfat = await bench.tfat(id);
    const before = await configure(tfat);
    expect(await activate(tfat, bench.code(0, OTHER))).toEqual(INVALID_CODE);
    expect(await configure(tfat)).toEqual(before);
  });

  it('TOT-01 of the previous, this and the next step are each good once, in order', async () => {
    await bench.createEnrolled();
    bench.test.clock.advance(10);
    for (const steps of [-1, 0, 1])
      expect(await bench.authenticate(bench.code(steps))).toEqual(TOKEN);
    for (const steps of [-1, 0, 1])
      expect(await bench.authenticate(bench.code(steps))).toEqual(INVALID_CODE);
  });

  it('TOT-02 of steps further off are refused', async () => {
    await bench.createEnrolled();
    for (const steps of [-6, -2, 2, 6])
      expect(await bench.authenticate(bench.code(steps))).toEqual(INVALID_CODE);
  });

  it('TOT-03 TOT-04 TOT-16 are refused once they or later ones were used, whatever the clock says', async () => {
    await bench.createEnrolled();
    bench.test.clock.advance(610);
    const [previous, code] = [bench.code(-1), bench.code()];
    expect(await bench.authenticate(code)).toEqual(TOKEN);
    for (const again of [code, ` ${code}`, `${code} `, `${code}\n`, previous])
      expect(await bench.authenticate(again)).toEqual(INVALID_CODE);
    expect(await bench.token({ otp: code })).toEqual(INVALID_CODE);
    bench.test.clock.advance(-600);
    for (const steps of [-1, 0, 1])
      expect(await bench.authenticate(bench.code(steps))).toEqual(INVALID_CODE);
    bench.test.clock.advance(660);
    expect(await bench.authenticate(bench.code())).toEqual(TOKEN);
  });

  it('TOT-06 are good after a wrong one in the same step', async () => {
    await bench.createEnrolled();
    expect(await bench.authenticate(bench.wrongCode())).toEqual(INVALID_CODE);
    expect(await bench.authenticate(bench.code())).toEqual(TOKEN);
  });

  it('TOT-07 TOT-08 TOT-09 are six ASCII digits and nothing else', async () => {
    await bench.createEnrolled();
    const code = bench.code();
    const inDigits = (zero: number): string =>
      code
        .split('')
        .map((digit) => String.fromCodePoint(zero + Number(digit)))
        .join('');
    const strange = [
      ...[code.slice(1), `${code}1`, `${code}12`, '', '1'.repeat(1_000)],
      ...[0xff10, 0x0660, 0x0966, 0x1d7ce].map(inDigits),
      '\u00b2\u00b2\u00b2\u00b2\u00b2\u00b2',
      ...['+12345', '-1234', '1e5', '0x1F', '123.45', '12345\u0000'],
    ];
    for (const otp of strange) expect(await bench.authenticate(otp)).toEqual(INVALID_CODE);
    expect(await bench.authenticate(code)).toEqual(TOKEN);
  });

  it('TOT-11 keep their leading zeros', async () => {
    await bench.createEnrolled();
    while (!bench.code().startsWith('0')) bench.test.clock.advance(30);
    const code = bench.code();
    expect(await bench.authenticate(code.replace(/^0+/, ''))).toEqual(INVALID_CODE);
    expect((await bench.authenticate(Number(code)))[0]).toBe(400);
    expect(await bench.authenticate(code)).toEqual(TOKEN);
  });

  it('TOT-18 are not enrolled by a token that is forged, expired, outdated or of another user', async () => {
    const id = await bench.test.createAdmin('root', PASSWORD);
    const tfat = await bench.tfat(id);
    const unsigned = Buffer.from(`{"user_id":${id},"tfa_configuration":true,"iss":1}.AAAA`);
    const text = Buffer.from(tfat, 'base64').toString();
    const other = Buffer.from(text.replace(`"user_id":${id}`, `"user_id":${id + 1}`));
    for (const forged of [
      '',
      'x',
      'e30=',
      `${tfat}A`,
      ...[unsigned, other].map((bytes) => bytes.toString('base64')),
    ]) {
      expect(await configure(forged)).toEqual(NO_TFAT);
      const query = `tfa/tfat-user-providers?tfaToken=${encodeURIComponent(forged)}`;
      expect(await bench.send('GET', query)).toEqual([401, { message: 'Invalid token.' }]);
    }
    bench.test.clock.advance(3_599);
    expect((await configure(tfat))[0]).toBe(200);
    bench.test.clock.advance(1);
    expect(await configure(tfat)).toEqual(NO_TFAT);
    const fresh = await bench.tfat(id);
    const hash = await bench.test.get(PasswordHasher).hash('another password');
    await bench.test.get(AdminAccounts).setPassword('root', hash);
    expect(await configure(fresh)).toEqual(NO_TFAT);
    const accounts = bench.test.get(AdminAccounts);
    const mailed = await bench.tfat(id);
    await accounts.setEmail('root', 'other@example.com');
    expect(await configure(mailed)).toEqual(NO_TFAT);
    const last = await bench.tfat(id);
    await accounts.expire('root', bench.test.clock.now());
    expect(await configure(last)).toEqual(NO_TFAT);
    await accounts.expire('root', null);
    expect((await configure(last))[0]).toBe(200);
    await accounts.deactivate('root');
    expect(await configure(last)).toEqual(NO_TFAT);
  });

  it('have a secret that no older token has shown, be it to a mailbox that is given up', async () => {
    const id = await bench.test.createAdmin('root', PASSWORD);
    const accounts = bench.test.get(AdminAccounts);
    const secretOf = async (tfaToken: string): Promise<string> =>
      ((await configure(tfaToken))[1] as { secret_code: string }).secret_code;
    const activate = (tfaToken: string, secret: string): Promise<Answer> =>
      bench.post('tfa/provider/google/activate', { tfaToken, otp: bench.code(0, secret) });
    const old = await bench.tfat(id);
    const known = await secretOf(old);
    bench.test.clock.advance(31);
    await accounts.setEmail('root', 'other@example.com');
    const fresh = await bench.tfat(id);
    expect(await activate(fresh, known)).toEqual(INVALID_CODE);
    const secret = await secretOf(fresh);
    expect([secret === known, await secretOf(fresh)]).toEqual([false, secret]);
    expect(await activate(old, secret)).toEqual(NO_TFAT);
    expect(await activate(fresh, secret)).toEqual([200, []]);
    expect(await secretOf(await bench.tfat(id))).toBeUndefined();
    expect(await bench.authenticate(bench.code(0, known))).toEqual(INVALID_CODE);
    expect((await bench.authenticate(bench.code(0, secret)))[0]).toBe(200);
  });

  it('are enrolled by the token of a host whose clock is up to 30 seconds ahead', async () => {
    const tfat = await bench.tfat(await bench.test.createAdmin('root', PASSWORD));
    bench.test.clock.advance(-30);
    expect((await configure(tfat))[0]).toBe(200);
    bench.test.clock.advance(-1);
    expect(await configure(tfat)).toEqual(NO_TFAT);
  });

  it('TOT-18 are checked for their signature before anything is told', async () => {
    const id = await bench.createEnrolled();
    const claims = `{"user_id":${id},"tfa_configuration":true,"iss":1767225600,"pwd":"0"}`;
    const forged = Buffer.from(`${claims}.AAAA`).toString('base64');
    expect(await configure(forged)).toEqual(NO_TFAT);
    const tfat = await bench.tfat(id);
    for (const route of ['authy/configure', 'duo_security/activate']) {
      expect(await bench.post(`tfa/provider/${route}`, { tfaToken: forged })).toEqual(NO_TFAT);
      expect(await bench.post(`tfa/provider/${route}`, { tfaToken: tfat })).toEqual(NOT_ALLOWED);
    }
  });

  it('are not asked for by providers that cannot be used', async () => {
    await bench.createEnrolled();
    const who = { username: 'root', password: PASSWORD };
    for (const route of [
      'authy/authenticate',
      'authy/send-token/sms',
      'duo_security/authenticate',
    ]) {
      expect(await bench.post(`tfa/provider/${route}`, { ...who, password: 'x' })).toEqual(LOCKED);
      expect(await bench.post(`tfa/provider/${route}`, who)).toEqual(NOT_ALLOWED);
    }
    expect(await bench.post('tfa/provider/u2fkey/authentication-challenge', who)).toEqual(
      NOT_ALLOWED,
    );
  });

  it('names every field that is missing', async () => {
    expect(await bench.post('tfa/provider/google/activate', { tfaToken: null })).toMatchObject([
      400,
      { message: 'One or more input exceptions have occurred.', errors: [{}, {}] },
    ]);
  });

  it('are what was set, where an enrolment began at the same time', async () => {
    const id = await bench.createEnrolled();
    const store = bench.test.get(FactorStore);
    const remove = store.remove.bind(store);
    vi.spyOn(store, 'remove').mockImplementationOnce(async (...row) => {
      const removed = await remove(...row);
      await store.begin(id, 'google', 'of the enrolment');
      return removed;
    });
    await bench.test.get(Database).transaction(() => store.set(id, 'google', SECRET));
    const factor = (await store.find(id, 'google'))!;
    expect([factor.isActive, store.dataOf(factor)]).toEqual([true, SECRET]);
  });

  it('LEA-09 have a secret that no other row can use', async () => {
    const id = await bench.createEnrolled();
    const other = await bench.createEnrolled('erp', OTHER);
    const database = bench.test.get(Database);
    const store = bench.test.get(FactorStore);
    const { data } = (await store.find(id, 'google'))!;
    expect(data).not.toContain(SECRET);
    await database.run((manager) => manager.update(TfaFactor, { userId: other }, { data }));
    expect((await bench.authenticate(bench.code(), { username: 'erp' }))[0]).toBe(500);
    expect(await bench.authenticate(bench.code())).toEqual(TOKEN);
  });

  it('survive a rotation of the master key, and are sealed anew at the next start', async () => {
    const [old, newest] = [MasterKey.random(), MasterKey.random()];
    const { database } = bench.test;
    const first = bench;
    const start = (keys: readonly MasterKey[]): Promise<TwoFactorBench> =>
      TwoFactorBench.start({
        database,
        environment: { MASTER_KEY: keys.map((key) => key.toText()).join(',') },
      });
    const before = await start([old]);
    await before.createEnrolled();
    await before.test.stop();
    const after = await start([old, newest]);
    expect(await after.authenticate(after.code())).toEqual(TOKEN);
    await after.test.get(ResealTask).run();
    expect(after.test.get(KeyRing).keysFor('x', 4)).toHaveLength(2);
    await after.test.stop();
    const behind = await start([old]);
    expect((await behind.authenticate(behind.code(1)))[0]).toBe(503);
    await behind.test.stop();
    const alone = await start([newest]);
    alone.test.clock.advance(30);
    expect(await alone.authenticate(alone.code())).toEqual(TOKEN);
    await alone.test.stop();
    bench = first;
  });
});
