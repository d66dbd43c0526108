import { afterEach, beforeEach, expect, it } from 'vitest';
import { CustomerAccounts } from '../../src/modules/customer/customer-accounts.js';
import { CustomerAdministration } from '../../src/modules/customer/customer-administration.js';
import { Stores } from '../../src/modules/store/stores.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { SessionClient } from '../support/session-client.js';
import {
  describeSessions,
  GONE,
  sessionModules,
  SIGN_IN_SENTENCE,
} from '../support/session-suite.js';
import { SHOP, startTestApp, type TestApp } from '../support/test-app.js';

const EVA = 'Eva@example.com';
const OLD = 'Tokenwright#1';
const NEW = 'Tokenwright#2';

/** With the accounts that a shop really has. */
describeSessions('sessions of customers', (kind, format) => {
  let test: TestApp;
  let id: number;
  let eva: SessionClient;

  beforeEach(async () => {
    test = await startTestApp({ kind, modules: { ...sessionModules(format), ...SHOP } });
    const fields = { email: EVA, firstname: 'Eva', lastname: 'Doe', confirmation: null };
    id = await test.get(CustomerAccounts).create(fields, await test.get(PasswordHasher).hash(OLD));
    eva = SessionClient.of(test);
    await eva.login(EVA, OLD, { userType: 'customer' });
  });
  afterEach(() => test.stop());

  it('begin, are renewed, change the password and end', async () => {
    expect((await eva.refresh()).status).toBe(200);
    const other = SessionClient.of(test, 'other');
    const { body } = await other.login(EVA, OLD, { userType: 'customer' });
    expect(body.user).toMatchObject({ id, type: 'customer' });
    const change = { currentPassword: OLD, newPassword: NEW };
    const changed = eva.keep(await eva.authorized('PUT', '/auth/password', change));
    expect([changed.status, (await other.refresh()).body]).toEqual([200, GONE]);
    expect([await eva.verdict(), (await eva.refresh()).status]).toEqual(['ok', 200]);
    const refused = await other.login(EVA, OLD, { userType: 'customer' });
    expect(refused.body).toEqual(SIGN_IN_SENTENCE);
    expect((await other.login(EVA, NEW, { userType: 'customer' })).status).toBe(200);
  });

  it('change the password of the account they are of, and not of its namesake', async () => {
    await test.get(Stores).create({ code: 'fr', name: 'France', newWebsite: true });
    const own = 'Tokenwright#3';
    const fields = { email: EVA, firstname: 'Eva', lastname: 'Doe', confirmation: null };
    const hash = await test.get(PasswordHasher).hash(own);
    await test.get(CustomerAccounts).create({ ...fields, website: 'fr' }, hash);
    const signIn = (password: string) =>
      test.app.inject({
        method: 'POST',
        url: '/rest/fr/V1/integration/customer/token',
        payload: { username: EVA, password },
      });
    const authorization = `Bearer ${(await signIn(own)).json<string>()}`;
    const change = async (currentPassword: string) =>
      test.app.inject({
        method: 'PUT',
        url: '/auth/password',
        headers: { authorization },
        payload: { currentPassword, newPassword: NEW },
      });
    expect((await change(OLD)).json()).toEqual(SIGN_IN_SENTENCE);
    expect((await signIn(own)).statusCode).toBe(200);
    expect((await change(own)).statusCode).toBe(200);
    expect([(await signIn(own)).statusCode, (await signIn(NEW)).statusCode]).toEqual([401, 200]);
    expect((await eva.login(EVA, OLD, { userType: 'customer' })).status).toBe(200);
  });

  it('end with the account', async () => {
    const customer = await test.get(CustomerAccounts).get(id);
    await test.get(CustomerAdministration).delete(customer);
    expect((await eva.verdict()).slice(0, 3)).toBe('401');
    expect((await eva.refresh()).body).toEqual(GONE);
  });

  it('are begun by administrators who may, and are good for what a customer does', async () => {
    await test.createAdmin('root', OLD);
    const admin = SessionClient.of(test, 'back office');
    await admin.login('root', OLD);
    const acting = SessionClient.of(test, 'back office');
    acting.keep(await admin.authorized('POST', '/auth/impersonate', { customerId: id }));
    const me = await acting.authorized('GET', '/rest/V1/customers/me');
    expect([me.status, me.body.id]).toEqual([200, id]);
    expect(
      (await admin.authorized('POST', '/auth/impersonate', { customerId: id + 1 })).status,
    ).toBe(404);
  });
});
