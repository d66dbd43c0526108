import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GoogleAuthenticator } from '../../src/modules/two-factor-auth/google/google-authenticator.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { OPAQUE } from '../support/service-tokens.js';
import { INVALID_CODE, LOCKED, PASSWORD, TwoFactorBench } from '../support/two-factor-bench.js';

const TOKEN = [200, expect.stringMatching(OPAQUE)];

describeOnEachDatabase('the lock, where codes are guessed', (kind) => {
  let database: TestDatabase;
  let benches: TwoFactorBench[];

  const start = async (): Promise<TwoFactorBench> => {
    const bench = await TwoFactorBench.start({
      database,
      environment: { PASSWORD_HASH_QUEUE: '1000' },
    });
    benches.push(bench);
    return bench;
  };

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    benches = [];
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const { test } of benches) await test.stop();
    await database.remove();
  });

  it('TOT-12 TOT-13 closes after six wrong codes, over all routes, with the sentence of a wrong password', async () => {
    const bench = await start();
    await bench.createEnrolled();
    const wrong = bench.wrongCode();
    for (let guess = 0; guess < 3; guess += 1) {
      expect(await bench.authenticate(wrong)).toEqual(INVALID_CODE);
      expect(await bench.token({ otp: wrong })).toEqual(INVALID_CODE);
    }
    expect(await bench.authenticate(bench.code())).toEqual(LOCKED);
    expect(await bench.token({ otp: bench.code() })).toEqual(LOCKED);
    expect(await bench.token()).toEqual(LOCKED);
    bench.test.clock.advance(1_800);
    expect(await bench.authenticate(bench.code())).toEqual(TOKEN);
    const failures = await bench.test
      .get(Database)
      .dataSource.query("SELECT details FROM audit_event WHERE result = 'failure'");
    expect(failures.map((row: { details: string }) => row.details)).toContain(
      '{"code":"TFA_CODE"}',
    );
  });

  it('TOT-15 is not opened by a right password', async () => {
    const bench = await start();
    await bench.createEnrolled();
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await bench.authenticate(bench.wrongCode())).toEqual(INVALID_CODE);
      expect((await bench.token())[0]).toBe(400);
      const who = { username: 'root', password: PASSWORD };
      expect((await bench.post('tfa/provider/authy/authenticate', who))[0]).toBe(400);
    }
    expect(await bench.authenticate(bench.wrongCode())).toEqual(INVALID_CODE);
    expect(await bench.authenticate(bench.code())).toEqual(LOCKED);
  });

  it('is opened by a whole sign-in', async () => {
    const bench = await start();
    await bench.createEnrolled();
    for (let round = 0; round < 2; round += 1) {
      for (let guess = 0; guess < 5; guess += 1) await bench.authenticate(bench.wrongCode());
      expect(await bench.authenticate(bench.code())).toEqual(TOKEN);
      bench.test.clock.advance(30);
    }
  });

  it('TOT-18 holds for the codes that end an enrolment', async () => {
    const bench = await start();
    const id = await bench.test.createAdmin('root', PASSWORD);
    const tfaToken = await bench.tfat(id);
    const [, { secret_code: secret }] = (await bench.post('tfa/provider/google/configure', {
      tfaToken,
    })) as [number, { secret_code: string }];
    const activate = (otp: string) => bench.post('tfa/provider/google/activate', { tfaToken, otp });
    for (let guess = 0; guess < 6; guess += 1)
      expect(await activate(bench.code(4, secret))).toEqual(INVALID_CODE);
    expect(await activate(bench.code(0, secret))).toEqual(LOCKED);
  });

  it('TOT-05 TOT-17 lets one of 20 uses of a code in, over two applications with clocks 20 s apart', async () => {
    const [one, other] = [await start(), await start()];
    await one.createEnrolled();
    one.test.clock.advance(5);
    other.test.clock.advance(25);
    const code = one.code();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => [one, other][index % 2]!.authenticate(code)),
    );
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(answers.filter(([status]) => status === 401)).toHaveLength(19);
    const [{ count }] = await one.test
      .get(Database)
      .dataSource.query('SELECT COUNT(*) AS count FROM opaque_token');
    expect(Number(count)).toBe(1);
  });

  it('TOT-14 compares at most 6 of 200 wrong codes sent at once over two applications', async () => {
    const both = [await start(), await start()];
    await both[0]!.createEnrolled();
    const check = vi.spyOn(GoogleAuthenticator.prototype, 'check');
    const wrong = both[0]!.wrongCode();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => both[index % 2]!.authenticate(wrong)),
    );
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([401]));
    expect(check.mock.calls.length).toBeLessThanOrEqual(6);
    expect(check.mock.calls.length).toBeGreaterThan(0);
  });
});
