import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PrincipalType, SignInFailedError, SignInThrottler } from '../../src/contract/index.js';
import { SignInPlaces, lockKey } from '../../src/modules/security/sign-in-lock/sign-in-places.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { ServiceClient } from '../support/service-client.js';
import { BASE, startTestApp, type TestApp } from '../support/test-app.js';

const PASSWORD = 'correct horse';
const WHO = { type: PrincipalType.Admin, name: 'root' };

describeOnEachDatabase('the sign-in lock under parallel attempts', (kind) => {
  let database: TestDatabase;
  let running: TestApp[];
  let verify: { readonly mock: { readonly calls: readonly unknown[] } };

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    running = [];
    verify = vi.spyOn(PasswordHasher.prototype, 'verify');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const test of running) await test.stop();
    await database.remove();
  });

  async function start(): Promise<TestApp> {
    const environment = { SIGN_IN_LOCK_MAX_FAILURES: '6', PASSWORD_HASH_QUEUE: '1000' };
    const test = await startTestApp({ modules: BASE, database, environment });
    running.push(test);
    return test;
  }

  /** Two applications that share nothing but the database. */
  async function startTwo(): Promise<TestApp[]> {
    const both = [await start(), await start()];
    await both[0]!.createAdmin('root', PASSWORD);
    return both;
  }

  const signInAll = async (
    tests: readonly TestApp[],
    passwords: readonly string[],
  ): Promise<number[]> =>
    Promise.all(
      passwords.map(
        async (password, index) =>
          (await ServiceClient.of(tests[index % tests.length]!).signIn('root', password)).status,
      ),
    );

  it('LOG-20 checks at most 6 of 500 wrong passwords over two applications', async () => {
    const statuses = await signInAll(await startTwo(), Array(500).fill('wrong'));
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(verify.mock.calls.length).toBe(6);
  });

  it('LOG-21 gives 100 right passwords 100 tokens over two applications', async () => {
    const statuses = await signInAll(await startTwo(), Array(100).fill(PASSWORD));
    expect(statuses).toEqual(Array(100).fill(200));
  });

  it('LOG-22 stays within the limit with a right password among 499 wrong ones', async () => {
    const passwords: string[] = Array(500).fill('wrong');
    passwords[250] = PASSWORD;
    const statuses = await signInAll(await startTwo(), passwords);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    expect(verify.mock.calls.length).toBeLessThanOrEqual(12);
  });

  it('LOG-32 lets those behind six wrong ones go no further, and those behind a right one go on', async () => {
    const [test] = await startTwo();
    const statuses = await signInAll(
      [test!],
      [...Array<string>(5).fill('wrong'), PASSWORD, ...Array<string>(5).fill('wrong'), PASSWORD],
    );
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(statuses.filter((status) => status !== 200 && status !== 401)).toEqual([]);
  });

  it.each([['before'], ['after']])(
    'LOG-32 counts a failure that ends %s the success beside it once at most',
    async (when) => {
      const [one, other] = await startTwo();
      const fail = (test: TestApp, until: Promise<void>) =>
        test
          .get(SignInThrottler)
          .attempt(WHO, async () => {
            await until;
            throw new SignInFailedError();
          })
          .catch(() => {});
      for (let time = 0; time < 3; time += 1) await fail(one!, Promise.resolve());
      let endFailure = (): void => {};
      let endSuccess = (): void => {};
      // Both have begun, in two applications, before either ends.
      const failure = fail(one!, new Promise((resolve) => (endFailure = resolve)));
      const success = other!
        .get(SignInThrottler)
        .attempt(WHO, () => new Promise<void>((resolve) => (endSuccess = resolve)));
      await sleep(200);
      const ends = [async () => (endFailure(), failure), async () => (endSuccess(), success)];
      for (const end of when === 'before' ? ends : ends.toReversed()) await end();
      const failures = async (): Promise<number> => {
        const [row] = await one!.get(Database).dataSource.query('SELECT * FROM sign_in_lock');
        return Number(row?.failures ?? 0);
      };
      expect(await failures()).toBe(when === 'before' ? 0 : 1);
      // Nothing is left over that would let more than six be tried, or fewer.
      const left = 6 - (await failures());
      for (let time = 0; time < left; time += 1) await fail(one!, Promise.resolve());
      const check = vi.fn<() => Promise<void>>(async () => {});
      await expect(other!.get(SignInThrottler).attempt(WHO, check)).rejects.toThrow(
        SignInFailedError,
      );
      expect(check).not.toHaveBeenCalled();
    },
  );

  it('gives the places of a process that died back after a minute, and counts nothing', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    const places = test.get(SignInPlaces);
    // Taken by nobody who will ever give them back.
    for (let place = 0; place < 6; place += 1)
      expect(await places.take(lockKey(WHO))).toMatchObject({ digest: expect.any(String) });
    expect(await places.take(lockKey(WHO))).toBe('full');
    const waiting = ServiceClient.of(test).signIn('root', PASSWORD);
    await sleep(300);
    expect(verify.mock.calls).toHaveLength(0);
    test.clock.advance(60);
    expect((await waiting).status).toBe(200);
    const [row] = await test.get(Database).dataSource.query('SELECT * FROM sign_in_lock');
    expect([row.failures, row.places, row.places_before]).toEqual([0, 0, 0]);
  });

  it('gives a place back that was taken in the half minute before', async () => {
    const test = await start();
    const places = test.get(SignInPlaces);
    const place = await places.take(lockKey(WHO));
    test.clock.advance(30);
    expect(await places.take(lockKey(WHO))).toMatchObject({ digest: expect.any(String) });
    await places.release(place as never);
    const [row] = await test.get(Database).dataSource.query('SELECT * FROM sign_in_lock');
    expect([row.places, row.places_before]).toEqual([1, 0]);
  });

  it('counts a failure that outlived its lease', async () => {
    const test = await start();
    await expect(
      test.get(SignInThrottler).attempt(WHO, async () => {
        test.clock.advance(120);
        throw new SignInFailedError();
      }),
    ).rejects.toThrow(SignInFailedError);
    const [row] = await test.get(Database).dataSource.query('SELECT * FROM sign_in_lock');
    expect([row.failures, row.places, row.places_before]).toEqual([1, expect.any(Number), 0]);
  });

  it('answers 503 where too many wait for one name', async () => {
    const test = await start();
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const attempts = Array.from({ length: 1_010 }, () =>
      test.get(SignInThrottler).attempt(WHO, () => gate),
    );
    const settled = Promise.allSettled(attempts);
    await sleep(50);
    open();
    const refused = (await settled).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused)
      expect((each as PromiseRejectedResult).reason).toMatchObject({ code: 'SIGN_IN_BUSY' });
  });
});
