import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PrincipalType, SignInFailedError, SignInThrottler } from '../../src/contract/index.js';
import { SignInLockPurger } from '../../src/modules/security/sign-in-lock/sign-in-lock-purger.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { ServiceClient, SIGN_IN_REFUSED } from '../support/service-client.js';
import { BASE, startTestApp, type TestApp } from '../support/test-app.js';

const PASSWORD = 'correct horse';
const LOCK = { SIGN_IN_LOCK_MAX_FAILURES: '6', SIGN_IN_LOCK_SECONDS: '1800' };

describeOnEachDatabase('the sign-in lock', (kind) => {
  let database: TestDatabase;
  let running: TestApp[];

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    running = [];
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const test of running) await test.stop();
    await database.remove();
  });

  async function start(environment: Readonly<Record<string, string>> = LOCK): Promise<TestApp> {
    const test = await startTestApp({ modules: BASE, database, environment });
    running.push(test);
    return test;
  }

  const fail = async (test: TestApp, name: string, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1)
      expect((await ServiceClient.of(test).signIn(name, 'wrong')).status).toBe(401);
  };
  const status = async (test: TestApp, name: string, password = PASSWORD): Promise<number> =>
    (await ServiceClient.of(test).signIn(name, password)).status;

  it('LOG-19 refuses the right password after six wrong ones, in the same words', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    await fail(test, 'root', 5);
    expect(await status(test, 'root')).toBe(200);
    await fail(test, 'root', 6);
    const reply = await ServiceClient.of(test).signIn('root', PASSWORD);
    expect([reply.status, reply.body, reply.header('Retry-After')]).toEqual([
      401,
      SIGN_IN_REFUSED,
      undefined,
    ]);
  });

  it('checks no password while a name is locked, and neither counts nor extends', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    await fail(test, 'root', 6);
    const verify = vi.spyOn(PasswordHasher.prototype, 'verify');
    test.clock.advance(1_799);
    await fail(test, 'root', 3);
    expect(await status(test, 'root')).toBe(401);
    expect(verify).not.toHaveBeenCalled();
    test.clock.advance(1);
    expect(await status(test, 'root')).toBe(200);
  });

  it('lets the window slide with each failure, and counts from 0 when it is over', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    await fail(test, 'root', 5);
    test.clock.advance(1_700);
    await fail(test, 'root', 1);
    test.clock.advance(1_700);
    expect(await status(test, 'root')).toBe(401);
    test.clock.advance(100);
    await fail(test, 'root', 5);
    expect(await status(test, 'root')).toBe(200);
  });

  it('locks one name and not the account type beside it, nor anybody else', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    await test.createAdmin('other', PASSWORD);
    const customer = { type: PrincipalType.Customer, name: 'root' };
    for (let time = 0; time < 6; time += 1)
      await expect(
        test.get(SignInThrottler).attempt(customer, async () => {
          throw new SignInFailedError();
        }),
      ).rejects.toThrow(SignInFailedError);
    await fail(test, 'root', 5);
    expect(await status(test, 'root')).toBe(200);
    await fail(test, 'root', 6);
    expect(await status(test, 'other')).toBe(200);
  });

  it('LOG-23 counts spellings that are one account as one, and no others', async () => {
    const test = await start();
    const hash = await test.get(PasswordHasher).hash(PASSWORD);
    const admin = { username: 'josé', email: 'jose@example.com', role: 'all' };
    await test.get(AdminAccounts).create(admin, hash);
    const aliases = ['José', 'JOSÉ', 'josé'.normalize('NFD'), 'JOSÉ'.normalize('NFD'), 'josé'];
    for (const alias of aliases) await fail(test, alias, 1);
    // None of these is the account, whatever a collation thinks.
    for (const stranger of ['jose', 'josé ', 'jo\u200bsé', 'josé\u0000', 'ｊosé', 'josè'])
      await fail(test, stranger, 1);
    expect(await status(test, 'josé')).toBe(200);
    for (const alias of [...aliases, 'jOsÉ']) await fail(test, alias, 1);
    for (const alias of aliases) expect([alias, await status(test, alias)]).toEqual([alias, 401]);
  });

  it('tracks names that no account has like those of accounts', async () => {
    const test = await start();
    await fail(test, 'nobody', 6);
    const verify = vi.spyOn(PasswordHasher.prototype, 'verifyNobody');
    await fail(test, 'nobody', 2);
    expect(verify).not.toHaveBeenCalled();
  });

  it('LOG-29 keeps no counter for a name that is longer than any account has', async () => {
    const test = await start();
    await fail(test, 'x'.repeat(256), 8);
    await fail(test, 'y'.repeat(255), 1);
    expect(await rows(test)).toHaveLength(1);
  });

  it('LOG-29 removes what expired, and above a limit what says least', async () => {
    const test = await start();
    const purger = test.get(SignInLockPurger);
    await fail(test, 'locked', 6);
    for (const name of ['a', 'b', 'c']) await fail(test, name, 1);
    expect(await purger.trim(2)).toBe(2);
    expect(await status(test, 'locked')).toBe(401);
    expect(await rows(test)).toHaveLength(2);
    test.clock.advance(1_799);
    expect(await purger.purge()).toBe(0);
    test.clock.advance(1);
    expect(await purger.purge()).toBe(2);
    expect(await rows(test)).toEqual([]);
  });

  it('neither counts nor resets when an attempt ends in something else', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    await fail(test, 'root', 5);
    vi.spyOn(PasswordHasher.prototype, 'verify').mockRejectedValueOnce(new Error('disk'));
    expect(await status(test, 'root')).toBe(500);
    await fail(test, 'root', 1);
    expect(await status(test, 'root')).toBe(401);
  });

  it('LOG-31 keeps a failure although the attempt rolled back what it wrote', async () => {
    const test = await start();
    const throttler = test.get(SignInThrottler);
    const db = test.get(Database);
    const who = { type: PrincipalType.Admin, name: 'root' };
    const write = () =>
      db.execute(
        'INSERT INTO token_revocation (user_type, user_id, revoke_before) VALUES (2, 9, 1)',
      );
    for (let time = 0; time < 6; time += 1)
      await expect(
        throttler.attempt(who, async () => {
          await write();
          throw new SignInFailedError();
        }),
      ).rejects.toThrow(SignInFailedError);
    const check = vi.fn<() => Promise<string>>(async () => 'in');
    await expect(throttler.attempt(who, check)).rejects.toThrow(SignInFailedError);
    expect(check).not.toHaveBeenCalled();
    expect(await db.dataSource.query('SELECT * FROM token_revocation')).toEqual([]);
  });

  it('LOG-31 does not begin inside a transaction, which could take the failure back', async () => {
    const test = await start();
    const check = vi.fn<() => Promise<string>>(async () => 'in');
    const who = { type: PrincipalType.Admin, name: 'root' };
    await expect(
      test.get(Database).transaction(async () => test.get(SignInThrottler).attempt(who, check)),
    ).rejects.toThrow('must not be part of a transaction');
    expect(check).not.toHaveBeenCalled();
  });

  it('LOG-30 answers 503 when failures cannot be counted, and checks nothing', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    await test.get(Database).dataSource.query('DROP TABLE sign_in_lock');
    const verify = vi.spyOn(PasswordHasher.prototype, 'verify');
    const reply = await ServiceClient.of(test).signIn('root', PASSWORD);
    expect([reply.status, reply.header('Retry-After')]).toEqual([503, '1']);
    expect(verify).not.toHaveBeenCalled();
  });

  it('LOG-30 answers 503 when a failure cannot be counted once the password was checked', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    const { dataSource } = test.get(Database);
    vi.spyOn(PasswordHasher.prototype, 'verify').mockImplementationOnce(async () => {
      await dataSource.query('DROP TABLE sign_in_lock');
      return { matches: false, outdated: false };
    });
    expect(await status(test, 'root', 'wrong')).toBe(503);
  });

  it('LOG-33 neither shortens a lock nor makes it endless when the clock is set back', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    await fail(test, 'root', 6);
    test.clock.advance(-3_600);
    expect(await status(test, 'root')).toBe(401);
    test.clock.advance(1_799);
    expect(await status(test, 'root')).toBe(401);
    test.clock.advance(1);
    expect(await status(test, 'root')).toBe(200);
  });

  it('LOG-34 knows no lock with 0 failures, and runs no statement for it', async () => {
    const test = await start({ SIGN_IN_LOCK_MAX_FAILURES: '0' });
    await test.createAdmin('root', PASSWORD);
    await fail(test, 'root', 10);
    expect(await status(test, 'root')).toBe(200);
    expect(await rows(test)).toEqual([]);
  });

  it('locks at the first failure where one is all a name stands', async () => {
    const test = await start({ SIGN_IN_LOCK_MAX_FAILURES: '1' });
    await test.createAdmin('root', PASSWORD);
    expect(await status(test, 'root')).toBe(200);
    await fail(test, 'root', 1);
    expect(await status(test, 'root')).toBe(401);
  });

  const rows = (test: TestApp): Promise<unknown[]> =>
    test.get(Database).dataSource.query('SELECT * FROM sign_in_lock');
});
