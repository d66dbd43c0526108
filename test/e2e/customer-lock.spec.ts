import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CustomerCredentialVerifier } from '../../src/contract/index.js';
import { CustomerAccounts } from '../../src/modules/customer/customer-accounts.js';
import { CustomerAdministration } from '../../src/modules/customer/customer-administration.js';
import { CustomerFailures } from '../../src/modules/customer/persistence/customer-failures.entity.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { PasswordHashingBusyError } from '../../src/modules/user/passwords/password-hashing-busy-error.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { PASSWORD, Shop, type Answer } from '../support/shop.js';

const JANE = 'jane@example.com';
const NEW_PASSWORD = 'a better one than before';

const WRONG: Answer = [
  401,
  '{"message":"The password doesn\'t match this account. Verify the password and try again."}',
  'Bearer',
];
const LOCKED: Answer = [401, '{"message":"The account is locked."}', 'Bearer'];

describeOnEachDatabase("the lock of a customer's account", (kind) => {
  let database: TestDatabase;
  let shop: Shop;
  let id: number;

  const open = async (environment: Record<string, string> = {}): Promise<void> => {
    await shop?.test.stop();
    shop = await Shop.open('opaque', { database, environment });
    id = await shop.createCustomer(JANE);
  };

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    shop = undefined as never;
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await shop.test.stop();
    await database.remove();
  });

  /** Past the lock of the name, which comes before this one. @returns `ok` or the code. */
  const attempt = async (password: string, email = JANE): Promise<string> => {
    try {
      await shop.test.get(CustomerCredentialVerifier).verify(email, password);
      return 'ok';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  const attempts = async (count: number, password: string): Promise<void> => {
    for (let made = 0; made < count; made += 1)
      expect(await attempt(password)).toBe('SIGN_IN_FAILED');
  };

  const failures = (): Promise<CustomerFailures | null> =>
    shop.test
      .get(Database)
      .run((manager) => manager.findOneBy(CustomerFailures, { customerId: id }));

  it('closes with the tenth wrong password in a row, for ten minutes', async () => {
    await open();
    await attempts(9, 'wrong');
    expect(await attempt(PASSWORD)).toBe('ok');
    await attempts(10, 'wrong');
    await attempts(1, PASSWORD);
    shop.test.clock.advance(599);
    await attempts(1, PASSWORD);
    shop.test.clock.advance(1);
    expect(await attempt(PASSWORD)).toBe('ok');
    expect(await failures()).toMatchObject({ failuresNum: 0, lockExpires: null });
  });

  it('does not last longer for attempts while it is closed, and counts from one after it', async () => {
    await open({ CUSTOMER_LOCK_MAX_FAILURES: '3', CUSTOMER_LOCK_SECONDS: '60' });
    await attempts(3, 'wrong');
    shop.test.clock.advance(59);
    await attempts(5, 'wrong');
    shop.test.clock.advance(1);
    await attempts(2, 'wrong');
    expect(await failures()).toMatchObject({ failuresNum: 2, lockExpires: null });
    expect(await attempt(PASSWORD)).toBe('ok');
  });

  it('answers ten of a hundred parallel guesses', async () => {
    await open();
    const verify = vi.spyOn(shop.test.get(PasswordHasher), 'verify');
    await Promise.all(Array.from({ length: 100 }, () => attempt('wrong')));
    expect(verify.mock.calls.length).toBe(10);
    await attempts(1, PASSWORD);
  });

  it('counts for an account that has no counters yet, and begins once', async () => {
    await open();
    await shop.test
      .get(Database)
      .run((manager) => manager.delete(CustomerFailures, { customerId: id }));
    await Promise.all(Array.from({ length: 4 }, () => attempt('wrong')));
    expect(await failures()).toMatchObject({ failuresNum: 4 });
  });

  it('does not count what was not looked at', async () => {
    await open();
    const verify = vi.spyOn(shop.test.get(PasswordHasher), 'verify');
    verify.mockRejectedValueOnce(new PasswordHashingBusyError());
    expect(await attempt(PASSWORD)).toBe('PASSWORD_HASHING_BUSY');
    expect(await failures()).toMatchObject({ failuresNum: 0 });
  });

  it('is never closed for strangers', async () => {
    await open({ CUSTOMER_LOCK_MAX_FAILURES: '1' });
    const nobody = vi.spyOn(shop.test.get(PasswordHasher), 'verifyNobody');
    for (let made = 0; made < 3; made += 1)
      expect(await attempt('wrong', 'nobody@example.com')).toBe('SIGN_IN_FAILED');
    expect(nobody.mock.calls.length).toBe(3);
    expect(await attempt(PASSWORD)).toBe('ok');
  });

  it.each(['CUSTOMER_LOCK_MAX_FAILURES', 'CUSTOMER_LOCK_SECONDS'])(
    'is off where %s is 0',
    async (name) => {
      await open({ [name]: '0' });
      await attempts(12, 'wrong');
      expect(await attempt(PASSWORD)).toBe('ok');
      expect(await failures()).toMatchObject({ failuresNum: 0 });
    },
  );

  it.each(['activate', 'confirm'] as const)('opens by %s', async (way) => {
    await open({ CUSTOMER_LOCK_MAX_FAILURES: '1' });
    await attempts(1, 'wrong');
    const customer = await shop.test.get(CustomerAccounts).get(id);
    await shop.test.get(CustomerAdministration)[way](customer);
    expect(await attempt(PASSWORD)).toBe('ok');
  });

  it('covers wrong current passwords, and is told to who has a token', async () => {
    await open({ CUSTOMER_LOCK_MAX_FAILURES: '3' });
    const token = await shop.token(JANE);
    const change = (currentPassword: string): Promise<Answer> =>
      shop.send('PUT', 'V1/customers/me/password', {
        token,
        body: { currentPassword, newPassword: NEW_PASSWORD },
      });
    const guesses = [await change('a'), await change('b'), await change('c'), await change('d')];
    expect(guesses).toEqual([WRONG, WRONG, WRONG, LOCKED]);
    expect(await change(PASSWORD)).toEqual(LOCKED);
    await attempts(1, PASSWORD);
    shop.test.clock.advance(600);
    expect(await change(PASSWORD)).toEqual([200, 'true']);
    expect(await attempt(NEW_PASSWORD)).toBe('ok');
  });
});
