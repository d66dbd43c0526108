import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CustomerCredentialVerifier } from '../../src/contract/index.js';
import { CustomerAccounts } from '../../src/modules/customer/customer-accounts.js';
import { CustomerAdministration } from '../../src/modules/customer/customer-administration.js';
import { Customer } from '../../src/modules/customer/persistence/customer.entity.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { PasswordHashingBusyError } from '../../src/modules/user/passwords/password-hashing-busy-error.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { SIGN_IN_REFUSED } from '../support/service-client.js';
import { NOT_SELF, PASSWORD, Shop, type Answer } from '../support/shop.js';

const JANE = 'jane@example.com';
const REFUSED: Answer = [401, SIGN_IN_REFUSED, 'Bearer'];

/** Of the password, in Magento's version 1. */
const OUTDATED =
  '03d993ee8871f5cea9b1d3e3d5e3f1b85709990f1732e3b91dc5f0121dd8d042:q8ZtR3vYk1LmN5xWc7BdHs2FgJ4pQe6U:1';

/** What has been tried as a user name elsewhere: LOG-03. */
const TEXTS = [
  "' OR '1'='1",
  "'; DROP TABLE customer_entity; --",
  "jane@example.com' --",
  '" OR ""="',
  "1' AND SLEEP(5)#",
  "' UNION SELECT password_hash FROM customer_entity --",
  "'||(SELECT 1)||'",
  '*)(uid=*))(|(uid=*',
  'admin)(&)',
  '*',
  '%',
  '_____________%',
  '{{7*7}}',
  '${7*7}',
  '<%= 7*7 %>',
  '#{7*7}',
  '${jndi:ldap://example.com/a}',
  '; cat /etc/passwd',
  '$(sleep 5)',
  '`sleep 5`',
  '| id',
  '../../../../etc/passwd',
  '=cmd|calc!A1',
  '@SUM(1+1)',
  '+1+1',
  'jane@example.com\0',
  'jane@example.com\r\nX: y',
  '<script>alert(1)</script>',
  'jane@example.com ',
];

describeOnEachDatabase('signing in as a customer', (kind) => {
  let database: TestDatabase;
  let running: Shop[];

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    running = [];
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const { test } of running) await test.stop();
    await database.remove();
  });

  async function open(environment: Record<string, string> = {}): Promise<Shop> {
    const shop = await Shop.open('opaque', { database, environment });
    running.push(shop);
    return shop;
  }

  const account = (shop: Shop, id: number): Promise<Customer> =>
    shop.test.get(CustomerAccounts).get(id);

  const change = (shop: Shop, id: number, values: Partial<Customer>): Promise<unknown> =>
    shop.test.get(Database).run((manager) => manager.update(Customer, { id }, values));

  it('LOG-01 LOG-02 says the same of strangers, wrong passwords, and accounts that may not', async () => {
    const shop = await open();
    const admin = shop.test.get(CustomerAdministration);
    await shop.createCustomer(JANE);
    await admin.deactivate(await account(shop, await shop.createCustomer('off@example.com')));
    await shop.createCustomer('new@example.com', { confirmation: 'key' });
    await change(shop, await shop.createCustomer('none@example.com'), { passwordHash: null });
    for (const [email, password] of [
      [JANE, 'wrong'],
      [JANE, `${PASSWORD} `],
      ['nobody@example.com', PASSWORD],
      ['off@example.com', PASSWORD],
      ['off@example.com', 'wrong'],
      ['new@example.com', PASSWORD],
      ['none@example.com', PASSWORD],
      [JANE, 'x'.repeat(1025)],
      ['j'.repeat(256), PASSWORD],
    ] as const)
      expect([email, await shop.signIn(email, password)]).toEqual([email, REFUSED]);
  });

  it('LOG-01 LOG-02 takes one hash for every refusal', async () => {
    const shop = await open({ CUSTOMER_LOCK_MAX_FAILURES: '1' });
    const admin = shop.test.get(CustomerAdministration);
    await admin.deactivate(await account(shop, await shop.createCustomer('off@example.com')));
    await shop.createCustomer('new@example.com', { confirmation: 'key' });
    await change(shop, await shop.createCustomer('none@example.com'), { passwordHash: null });
    await shop.createCustomer(JANE);
    const hasher = shop.test.get(PasswordHasher);
    const spies = [vi.spyOn(hasher, 'verify'), vi.spyOn(hasher, 'verifyNobody')];
    const work = async (email: string): Promise<unknown> => {
      for (const spy of spies) spy.mockClear();
      const verifier = shop.test.get(CustomerCredentialVerifier);
      await expect(verifier.verify(email, 'wrong')).rejects.toMatchObject({
        code: 'SIGN_IN_FAILED',
      });
      return spies.reduce((calls, spy) => calls + spy.mock.calls.length, 0);
    };
    for (const email of ['nobody', 'off', 'new', 'none'].map((name) => `${name}@example.com`))
      expect([email, await work(email)]).toEqual([email, 1]);
    expect([await work(JANE), await work(JANE)]).toEqual([1, 1]);
  });

  it.each(TEXTS)('LOG-03 refuses %j, and touches no row', async (text) => {
    const shop = await open();
    const id = await shop.createCustomer(JANE);
    const before = await account(shop, id);
    expect(await shop.signIn(text)).toEqual(REFUSED);
    expect(await account(shop, id)).toEqual(before);
  });

  it('waits for the confirmation, and no longer', async () => {
    const shop = await open();
    const id = await shop.createCustomer(JANE, { confirmation: 'key' });
    expect(await shop.signIn(JANE)).toEqual(REFUSED);
    await shop.test.get(CustomerAdministration).confirm(await account(shop, id));
    expect(await shop.verdict(await shop.token(JANE))).toBe('ok');
  });

  it('renews an outdated hash, but not for a wrong password, and not when too busy', async () => {
    const shop = await open();
    const id = await shop.createCustomer(JANE);
    await change(shop, id, { passwordHash: OUTDATED });
    expect(await shop.signIn(JANE, 'wrong')).toEqual(REFUSED);
    const hash = vi.spyOn(shop.test.get(PasswordHasher), 'hash');
    hash.mockRejectedValueOnce(new PasswordHashingBusyError());
    await shop.token(JANE);
    expect((await account(shop, id)).passwordHash).toBe(OUTDATED);
    await shop.token(JANE);
    expect((await account(shop, id)).passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await shop.token(JANE);
  });

  it('signs in twice at once with an outdated hash', async () => {
    const shop = await open();
    await change(shop, await shop.createCustomer(JANE), { passwordHash: OUTDATED });
    const answers = await Promise.all([shop.signIn(JANE), shop.signIn(JANE)]);
    expect(answers.map(([status]) => status)).toEqual([200, 200]);
  });

  it('changes the password while a sign-in renews its outdated hash, if it is the right one', async () => {
    const shop = await open();
    const id = await shop.createCustomer(JANE);
    const put = (currentPassword: string, newPassword: string, token: string): Promise<Answer> =>
      shop.send('PUT', 'V1/customers/me/password', {
        token,
        body: { currentPassword, newPassword },
      });
    const token = await shop.token(JANE);
    await change(shop, id, { passwordHash: OUTDATED });
    const hasher = shop.test.get(PasswordHasher);
    vi.spyOn(hasher, 'hash').mockImplementationOnce(async (password) => {
      await shop.token(JANE);
      return hasher.hash(password);
    });
    expect(await put(PASSWORD, 'another one', token)).toEqual([200, 'true']);
    expect(await shop.signIn(JANE)).toEqual(REFUSED);
    const next = await shop.token(JANE, 'another one');
    vi.spyOn(hasher, 'hash').mockImplementationOnce(async (password) => {
      await change(shop, id, { passwordHash: await hasher.hash('of somebody else') });
      return hasher.hash(password);
    });
    expect((await put('another one', 'a third one', next))[0]).toBe(401);
    expect(shop.audit.at(-1)).toBe(`customer.password failure ${JANE}`);
    await shop.token(JANE, 'of somebody else');
  });

  it('finds the account of the website that the request is in', async () => {
    const shop = await open();
    const french = { website: 'fr', password: 'le mot de passe' };
    const [here, there] = [
      await shop.createCustomer(JANE),
      await shop.createCustomer(JANE, french),
    ];
    expect(there).not.toBe(here);
    for (const prefix of ['V1', 'default/V1', 'all/V1']) {
      expect(await shop.signIn(JANE, french.password, prefix)).toEqual(REFUSED);
      expect(await shop.verdict(await shop.token(JANE, PASSWORD, prefix))).toBe('ok');
    }
    expect(await shop.signIn(JANE, PASSWORD, 'fr/V1')).toEqual(REFUSED);
    const token = await shop.token(JANE, french.password, 'fr/V1');
    expect(await shop.verdict(token, 'fr/V1')).toBe('ok');
    for (const prefix of ['V1', 'default/V1'])
      expect([prefix, await shop.send('GET', `${prefix}/customers/me`, { token })]).toEqual([
        prefix,
        [401, NOT_SELF, 'Bearer'],
      ]);
    const [, body] = await shop.send('GET', 'fr/V1/customers/me', { token });
    expect(JSON.parse(body)).toMatchObject({ id: there, website_id: 2, created_in: 'France' });
  });

  it('gives tokens that count in the stores of that website, and in "all"', async () => {
    const shop = await open();
    await shop.createCustomer(JANE);
    const token = await shop.token(JANE);
    for (const prefix of ['V1', 'default/V1', 'all/V1'])
      expect([prefix, await shop.verdict(token, prefix)]).toEqual([prefix, 'ok']);
    const revoke = 'fr/V1/integration/customer/revoke-customer-token';
    for (const answer of [
      await shop.send('GET', 'fr/V1/customers/me', { token }),
      await shop.send('PUT', 'fr/V1/customers/me/password', { token, body: {} }),
      await shop.send('POST', revoke, { token }),
    ])
      expect(answer).toEqual([401, NOT_SELF, 'Bearer']);
    expect(await shop.verdict(token)).toBe('ok');
  });

  it('knows shared accounts everywhere, and gives each address once', async () => {
    const shop = await open({ CUSTOMER_ACCOUNT_SHARE: 'global' });
    await shop.createCustomer(JANE);
    const token = await shop.token(JANE, PASSWORD, 'fr/V1');
    for (const prefix of ['V1', 'fr/V1', 'all/V1'])
      expect([prefix, await shop.verdict(token, prefix)]).toEqual([prefix, 'ok']);
    const again = shop.createCustomer('JANE@example.com', { website: 'fr' });
    await expect(again).rejects.toMatchObject({ code: 'CUSTOMER_EXISTS' });
    const rush = ['base', 'fr', 'base', 'fr'].map((website) =>
      shop.createCustomer('rush@example.com', { website }),
    );
    const made = (await Promise.allSettled(rush)).filter(({ status }) => status === 'fulfilled');
    expect(made).toHaveLength(1);
  });

  it('tells shared accounts with one address apart by the website, else by age', async () => {
    const separate = await open();
    const french = { website: 'fr', password: 'le mot de passe' };
    await separate.createCustomer(JANE);
    await separate.createCustomer(JANE, french);
    const shared = await open({ CUSTOMER_ACCOUNT_SHARE: 'global' });
    expect((await shared.signIn(JANE, PASSWORD))[0]).toBe(200);
    expect((await shared.signIn(JANE, french.password, 'fr/V1'))[0]).toBe(200);
    expect(await shared.signIn(JANE, PASSWORD, 'fr/V1')).toEqual(REFUSED);
  });
});
