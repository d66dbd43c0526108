import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AuditTrail, PrincipalType } from '../../src/contract/index.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { DatabaseUnavailableError } from '../../src/persistence/errors.js';
import { FixtureCustomers } from '../support/fixture-customers.js';
import { decodeJwt } from '../support/service-tokens.js';
import { SessionClient } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const EVA = 'eva@example.com';
const RESTRICTED = { message: 'This is not possible while acting for somebody else.' };

describeSessions('an administrator who acts for a customer', (kind, format) => {
  let test: TestApp;
  let adminId: number;
  let admin: SessionClient;
  let acting: SessionClient;
  let eva: SessionClient;

  beforeEach(async () => {
    test = await startSessionApp(format, { kind });
    adminId = await test.createAdmin('root', PASSWORD);
    test.get(FixtureCustomers).add(EVA, PASSWORD, 7);
    admin = SessionClient.of(test);
    eva = SessionClient.of(test);
    acting = SessionClient.of(test);
    await admin.login('root', PASSWORD);
    await eva.login(EVA, PASSWORD, { userType: 'customer' });
  });
  afterEach(() => test.stop());

  const impersonate = async (customerId: unknown, by = admin) =>
    acting.keep(await by.authorized('POST', '/auth/impersonate', { customerId }));

  it('gets a session that is marked, in the token and in the list of devices', async () => {
    const reply = await impersonate(7);
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        user: { id: 7, type: 'customer', username: EVA, email: EVA },
        token: expect.any(String),
        expiresIn: 300,
      },
    ]);
    expect(reply.setCookie).toMatch(/Max-Age=1800$/);
    const payload = format === 'jwt' ? JSON.parse(decodeJwt(acting.token).payload) : undefined;
    expect(payload?.act).toEqual(payload && { sub: 'root', uid: adminId, utypid: 2 });
    const listed = await eva.sessions();
    expect(
      listed
        .map(({ current, impersonatedBy }) => [current, impersonatedBy])
        .toSorted(([one], [other]) => Number(one) - Number(other)),
    ).toEqual([
      [false, { id: adminId, username: 'root' }],
      [true, null],
    ]);
    expect((await acting.sessions()).filter(({ current }) => current)).toMatchObject([
      { impersonatedBy: { username: 'root' } },
    ]);
    expect((await eva.refresh()).status).toBe(200);
  });

  it('may do so for half an hour, however often it is renewed', async () => {
    await impersonate(7);
    test.clock.advance(1_700);
    const renewed = await acting.refresh();
    expect([renewed.status, renewed.body.expiresIn]).toEqual([200, 100]);
    expect(renewed.setCookie).toMatch(/Max-Age=100$/);
    test.clock.advance(100);
    expect((await acting.verdict()).slice(0, 3)).toBe('401');
    expect((await acting.refresh()).body).toEqual(GONE);
  });

  it('may not change the password, nor end other sessions, nor act for the next one', async () => {
    await impersonate(7);
    const [theirs, own] = (await acting.sessions()).toSorted((a, b) => a.current - b.current);
    for (const [method, path, body] of [
      ['PUT', '/auth/password', { currentPassword: PASSWORD, newPassword: 'another password' }],
      ['DELETE', '/auth/sessions', undefined],
      ['DELETE', `/auth/sessions/${theirs.id}`, undefined],
    ] as const) {
      const reply = await acting.authorized(method, path, body);
      expect([path, reply.status, reply.body]).toEqual([path, 403, RESTRICTED]);
    }
    expect((await impersonate(7, acting)).status).toBe(401);
    expect((await eva.refresh()).status).toBe(200);
    expect((await acting.authorized('DELETE', `/auth/sessions/${own.id}`)).status).toBe(200);
    expect((await acting.refresh()).body).toEqual(GONE);
  });

  it('is thrown out by the customer, and by whatever ends the administrator', async () => {
    await impersonate(7);
    const marked = (await eva.sessions()).find(({ impersonatedBy }) => impersonatedBy);
    expect((await eva.authorized('DELETE', `/auth/sessions/${marked.id}`)).status).toBe(200);
    expect((await acting.refresh()).body).toEqual(GONE);

    await impersonate(7);
    await test.get(AdminAccounts).deactivate('root');
    expect((await acting.verdict()).slice(0, 3)).toBe('401');
    expect((await acting.refresh()).body).toEqual(GONE);
    expect((await eva.refresh()).status).toBe(200);
  });

  it('works at once after the administrator was revoked and signed in again', async () => {
    await test.get(AdminAccounts).revokeTokens('root');
    await admin.login('root', PASSWORD);
    await impersonate(7);
    expect([await acting.verdict(), (await acting.refresh()).status]).toEqual(['ok', 200]);
  });

  it('needs the right to do so, and a customer who is there', async () => {
    for (const [id, status] of [
      [8, 404],
      [0, 400],
      ['7 OR 1=1', 400],
      ['', 400],
      [[7], 400],
      [-7, 400],
    ] as const)
      expect([id, (await impersonate(id)).status]).toEqual([id, status]);
    const refused = await impersonate(7, eva);
    expect([refused.status, refused.body.parameters]).toEqual([
      401,
      { resources: 'Magento_LoginAsCustomer::login' },
    ]);
    test.get(FixtureCustomers).switchOff(EVA);
    expect((await impersonate(7)).status).toBe(404);
  });

  it('is on record with every use', async () => {
    const record = vi.spyOn(test.get(AuditTrail), 'record');
    await impersonate(7);
    await acting.refresh();
    const actor = { type: PrincipalType.Admin, id: adminId };
    expect(record.mock.calls.flat()).toMatchObject([
      { action: 'session.impersonate', result: 'success', actor, subject: EVA },
      { action: 'session.impersonate', result: 'success', actor, details: { renewed: true } },
    ]);
  });

  it('keeps its refresh token while a use cannot be noted, however long that lasts', async () => {
    await impersonate(7);
    const record = vi.spyOn(test.get(AuditTrail), 'record');
    record.mockRejectedValueOnce(new DatabaseUnavailableError());
    expect((await acting.refresh()).status).toBe(503);
    test.clock.advance(60);
    expect((await acting.refresh()).status).toBe(200);
    expect(await acting.verdict()).toBe('ok');
  });
});
