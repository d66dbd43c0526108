import { request as httpRequest, Agent } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CustomerAccounts } from '../../src/modules/customer/customer-accounts.js';
import { CustomerAdministration } from '../../src/modules/customer/customer-administration.js';
import { CustomerLock } from '../../src/modules/customer/customer-lock.js';
import { NoSuchCustomerError } from '../../src/modules/customer/errors.js';
import { Customer } from '../../src/modules/customer/persistence/customer.entity.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { INACTIVE, REVOKED } from '../support/service-client.js';
import { PASSWORD, Shop } from '../support/shop.js';

const JANE = 'jane@example.com';
const WITHIN_A_SECOND = { timeout: 1_500, interval: 20 };

describe.each(['opaque', 'jwt'] as const)('with %s tokens', (format) => {
  describeOnEachDatabase("the standing of a customer's account", (kind) => {
    let database: TestDatabase;
    let running: Shop[];
    let shop: Shop;
    let id: number;

    const open = async (): Promise<Shop> => {
      const opened = await Shop.open(format, { database });
      running.push(opened);
      return opened;
    };

    beforeEach(async () => {
      database = await createTestDatabase(kind);
      running = [];
      shop = await open();
      id = await shop.createCustomer(JANE);
    });
    afterEach(async () => {
      for (const { test } of running) await test.stop();
      await database.remove();
    });

    const admin = (): CustomerAdministration => shop.test.get(CustomerAdministration);
    const noted = async (): Promise<number> => {
      const { dataSource } = shop.test.get(Database);
      const [row] = await dataSource.query('SELECT COUNT(*) AS n FROM audit_event');
      return Number((row as { n: number | string }).n);
    };
    const account = (): Promise<Customer> => shop.test.get(CustomerAccounts).get(id);

    it('is not changed after it was deleted, nor is that noted', async () => {
      const gone = await account();
      await admin().delete(gone);
      const audit = await noted();
      for (const change of [
        () => admin().setPassword(gone, 'hash'),
        () => admin().deactivate(gone),
        () => admin().activate(gone),
        () => admin().confirm(gone),
      ])
        await expect(change()).rejects.toBeInstanceOf(NoSuchCustomerError);
      expect(await noted()).toBe(audit);
    });

    it('is not activated without the end of its lock', async () => {
      const locked = await account();
      await admin().deactivate(locked);
      const reset = vi.spyOn(shop.test.get(CustomerLock), 'reset');
      reset.mockRejectedValueOnce(new Error('the database is away'));
      const audit = await noted();
      await expect(admin().activate(locked)).rejects.toThrow('the database is away');
      expect([(await account()).isActive, await noted()]).toEqual([false, audit]);
    });

    it('OPQ-14 decides at once when it is switched off, and no token returns', async () => {
      const token = await shop.token(JANE);
      await admin().deactivate(await account());
      expect([INACTIVE, REVOKED]).toContain(await shop.verdict(token));
      await admin().activate(await account());
      expect(await shop.verdict(token)).toBe(REVOKED);
      expect(await shop.verdict(await shop.token(JANE))).toBe('ok');
      expect(shop.audit).toEqual([
        `customer.create success ${JANE}`,
        `customer.deactivate success ${JANE}`,
        `customer.activate success ${JANE}`,
      ]);
    });

    it('OPQ-14 decides within a second when something else switched it off or removed it', async () => {
      const token = await shop.token(JANE);
      expect(await shop.verdict(token)).toBe('ok');
      const rows = shop.test.get(Database);
      await rows.run((manager) => manager.update(Customer, { id }, { isActive: false }));
      await expect.poll(() => shop.verdict(token), WITHIN_A_SECOND).toBe(INACTIVE);
      await rows.run((manager) => manager.update(Customer, { id }, { isActive: true }));
      await expect.poll(() => shop.verdict(token), WITHIN_A_SECOND).toBe('ok');
      await rows.run((manager) => manager.delete(Customer, { id }));
      await expect.poll(() => shop.verdict(token), WITHIN_A_SECOND).toBe(INACTIVE);
    });

    it.each([
      ['a new password', (row: Customer) => admin().setPassword(row, row.passwordHash!)],
      ['deactivating', (row: Customer) => admin().deactivate(row)],
      ['deleting', (row: Customer) => admin().delete(row)],
      ['revoking', (row: Customer) => admin().revoke(row)],
    ] as const)('is seen within a second by another process: %s', async (_way, change) => {
      const other = await open();
      const token = await shop.token(JANE);
      expect(await other.verdict(token)).toBe('ok');
      await change(await account());
      expect(await shop.verdict(token)).not.toBe('ok');
      await expect.poll(() => other.verdict(token), WITHIN_A_SECOND).not.toBe('ok');
    });

    it('SES-17 survives no deletion: an id is not given twice, nor do old tokens fit it', async () => {
      const token = await shop.token(JANE);
      const row = await account();
      await admin().delete(row);
      const next = await shop.createCustomer('next@example.com');
      expect(next).toBeGreaterThan(id);
      await admin().delete(await shop.test.get(CustomerAccounts).get(next));
      expect(await shop.createCustomer('last@example.com')).toBeGreaterThan(next);
      await shop.test.get(Database).run((manager) => manager.insert(Customer, row));
      await expect.poll(() => shop.verdict(token), WITHIN_A_SECOND).toBe(REVOKED);
      expect(await shop.verdict(await shop.token(JANE))).toBe('ok');
    });

    it('goes back as a whole when one part of a change fails', async () => {
      const token = await shop.token(JANE);
      const failed = shop.test.get(Database).transaction(async () => {
        await admin().deactivate(await account());
        throw new Error('roll back');
      });
      await expect(failed).rejects.toThrow('roll back');
      expect(await shop.verdict(token)).toBe('ok');
      expect((await account()).isActive).toBe(true);
    });

    it('SES-16 decides between two requests on one connection', async () => {
      const token = await shop.token(JANE);
      await shop.test.app.listen(0, '127.0.0.1');
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const url = `${await shop.test.app.getUrl()}/rest/V1/customers/me`;
      const status = (): Promise<[number | undefined, boolean]> =>
        new Promise((resolve, reject) => {
          const headers = { authorization: `Bearer ${token}` };
          const request = httpRequest(url, { agent, headers }, (response) => {
            response.resume().on('end', () => resolve([response.statusCode, request.reusedSocket]));
          });
          request.on('error', reject).end();
        });
      expect(await status()).toEqual([200, false]);
      await admin().deactivate(await account());
      expect(await status()).toEqual([401, true]);
      agent.destroy();
    });

    it('lets no sign-in that is under way outlive a change of password', async () => {
      for (let round = 0; round < 3; round += 1) {
        const next = `${PASSWORD} ${round + 1}`;
        const hash = await shop.test.get(PasswordHasher).hash(next);
        const [answer] = await Promise.all([
          shop.signIn(JANE, round === 0 ? PASSWORD : `${PASSWORD} ${round}`),
          admin().setPassword(await account(), hash),
        ]);
        const token = answer[0] === 200 ? (JSON.parse(answer[1]) as string) : undefined;
        expect(token === undefined ? REVOKED : await shop.verdict(token)).toBe(REVOKED);
      }
    });
  });
});
