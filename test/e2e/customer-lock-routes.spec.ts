import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CustomerAccounts } from '../../src/modules/customer/customer-accounts.js';
import { CustomerAdministration } from '../../src/modules/customer/customer-administration.js';
import { CustomerFailures } from '../../src/modules/customer/persistence/customer-failures.entity.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { hashOf } from '../support/password-hashes.js';
import { SHOP, startTestApp, type TestApp } from '../support/test-app.js';
import { WITH_TFA } from '../support/two-factor-bench.js';

const EVA = 'eva@example.com';
const PASSWORD = 'Tokenwright#1';
const MODULES = { ...WITH_TFA, ...SHOP, 'refresh-session': 'enabled' } as const;

/** The lock of a name is off: what comes after it would not be seen. */
const LOCK = {
  SIGN_IN_LOCK_MAX_FAILURES: '0',
  CUSTOMER_LOCK_MAX_FAILURES: '3',
  CUSTOMER_LOCK_SECONDS: '60',
};

type Route = readonly [url: string, more: object, username: string];

const OF_CUSTOMERS: readonly Route[] = [
  ['/rest/V1/integration/customer/token', {}, EVA],
  ['/auth/login', { userType: 'customer' }, EVA],
];
const OF_ADMINS: readonly Route[] = [
  ['/rest/V1/integration/admin/token', {}, 'root'],
  ['/auth/login', {}, 'root'],
  ['/rest/V1/tfa/provider/google/authenticate', { otp: '123456' }, 'root'],
];

/** Change nothing, and wait for all who do. */
const TOUCH = [
  'UPDATE customer_entity SET is_active = is_active',
  'UPDATE customer_lock SET failures_num = failures_num',
  'UPDATE admin_user SET is_active = is_active',
];

describeOnEachDatabase('the routes that take passwords', (kind) => {
  let test: TestApp;
  let id: number;

  beforeEach(async () => {
    test = await startTestApp({ kind, modules: MODULES, environment: LOCK });
    const fields = { email: EVA, firstname: 'Eva', lastname: 'Doe', confirmation: null };
    const hash = await hashOf(test.get(PasswordHasher), PASSWORD);
    id = await test.get(CustomerAccounts).create(fields, hash);
    await test.createAdmin('root', PASSWORD);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await test.stop();
  });

  const status = async ([url, more, username]: Route, password: string): Promise<number> => {
    const payload = { username, password, ...more };
    return (await test.app.inject({ method: 'POST', url, payload })).statusCode;
  };

  const failures = (): Promise<CustomerFailures | null> =>
    test.get(Database).run((manager) => manager.findOneBy(CustomerFailures, { customerId: id }));

  it.each(OF_CUSTOMERS)(
    'count wrong ones towards the lock of the account: %s',
    async (...route) => {
      for (const count of [1, 2]) {
        expect(await status(route, 'wrong')).toBe(401);
        expect(await failures()).toMatchObject({ failuresNum: count, lockExpires: null });
      }
      expect(await status(route, PASSWORD)).toBe(200);
      expect(await failures()).toMatchObject({ failuresNum: 0 });
      for (let times = 0; times < 3; times += 1) expect(await status(route, 'wrong')).toBe(401);
      expect(await status(route, PASSWORD)).toBe(401);
      test.clock.advance(60);
      expect(await status(route, PASSWORD)).toBe(200);
      expect(await failures()).toMatchObject({ failuresNum: 0, lockExpires: null });
    },
  );

  /** Begins a sign-in and stops it where its password is looked at. @returns What lets it go on. */
  const held = async (route: Route, password: string) => {
    const database = test.get(Database);
    let goOn = (): void => {};
    const going = new Promise<void>((resolve) => (goOn = resolve));
    const hasher = test.get(PasswordHasher);
    const verify = hasher.verify.bind(hasher);
    let answer: Promise<number> | undefined;
    const inTransaction = await new Promise<boolean>((reach) => {
      vi.spyOn(hasher, 'verify').mockImplementation(async (...given) => {
        reach(database.inTransaction);
        await going;
        return verify(...given);
      });
      answer = status(route, password);
    });
    return { answer: answer!, goOn, inTransaction };
  };

  it.each([...OF_CUSTOMERS, ...OF_ADMINS])(
    'hold nobody up while a password is looked at: %s %o',
    async (...route) => {
      const { answer, goOn, inTransaction } = await held(route, 'wrong');
      expect(inTransaction).toBe(false);
      // Each waits for whoever holds a row of its table; on SQLite, for whoever holds anything.
      for (const sql of TOUCH) await test.get(Database).execute(sql);
      goOn();
      expect(await answer).toBe(401);
    },
  );

  it.each(OF_CUSTOMERS)('let an account be changed meanwhile: %s', async (...route) => {
    const customer = await test.get(CustomerAccounts).get(id);
    const { answer, goOn } = await held(route, PASSWORD);
    await test.get(CustomerAdministration).activate(customer);
    goOn();
    expect(await answer).toBe(200);
    expect(await failures()).toMatchObject({ failuresNum: 0 });
  });
});
