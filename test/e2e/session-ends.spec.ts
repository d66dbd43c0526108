import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TokenIssuer } from '../../src/contract/index.js';
import { SessionEndings } from '../../src/modules/refresh-session/session-endings.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { inProcess, SessionClient } from '../support/session-client.js';
import {
  describeSessions,
  GONE,
  INACTIVE_USER,
  PASSWORD,
  SIGN_IN_SENTENCE,
  startSessionApp,
} from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const REVOKED = '401 Bearer error="invalid_token", error_description="The token was revoked"';
const INACTIVE =
  '401 Bearer error="invalid_token", error_description="The owner of the token is inactive"';
const NEW_PASSWORD = 'battery staple horse';

describeSessions('the end of a session', (kind, format) => {
  let database: TestDatabase;
  let test: TestApp;
  let other: TestApp | undefined;
  let client: SessionClient;
  let second: SessionClient;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    test = await startSessionApp(format, { database });
    other = undefined;
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test);
    second = SessionClient.of(test, 'second');
    await client.login('root', PASSWORD);
    await second.login('root', PASSWORD);
  });
  afterEach(async () => {
    await test.stop();
    await other?.stop();
    await database.remove();
  });

  const bothAreOver = async (): Promise<void> => {
    for (const each of [client, second]) {
      expect([REVOKED, INACTIVE]).toContain(await each.verdict());
      expect((await each.refresh()).body).toEqual(GONE);
    }
  };

  it.each([
    [
      'a password set by an operator',
      (a: AdminAccounts, hash: string) => a.setPassword('root', hash),
    ],
    ['a deactivation', (a: AdminAccounts) => a.deactivate('root')],
    ['a revocation of all tokens', (a: AdminAccounts) => a.revokeTokens('root')],
  ])('REF-19 comes with %s, for all sessions of the user', async (_what, end) => {
    const bystander = SessionClient.of(test);
    await test.createAdmin('other', PASSWORD);
    await bystander.login('other', PASSWORD);
    await end(test.get(AdminAccounts), await test.get(PasswordHasher).hash(NEW_PASSWORD));
    await bothAreOver();
    expect((await bystander.refresh()).status).toBe(200);
  });

  it('REF-21 is not undone when the user is switched on again', async () => {
    await test.get(AdminAccounts).deactivate('root');
    await test.get(AdminAccounts).activate('root');
    await bothAreOver();
    await client.login('root', PASSWORD);
    expect([await client.verdict(), (await client.refresh()).status]).toEqual(['ok', 200]);
  });

  it('is rolled back with whatever it was part of', async () => {
    const failing = test.get(Database).transaction(async () => {
      await test.get(AdminAccounts).revokeTokens('root');
      throw new Error('roll back');
    });
    await expect(failing).rejects.toThrow('roll back');
    expect([await client.verdict(), (await client.refresh()).status]).toEqual(['ok', 200]);
  });

  it('SES-14 is not that of a sign-in in the same second', async () => {
    await test.get(AdminAccounts).revokeTokens('root');
    const fresh = SessionClient.of(test, 'fresh');
    await fresh.login('root', PASSWORD);
    expect([await fresh.verdict(), (await fresh.refresh()).status]).toEqual(['ok', 200]);
    expect(await fresh.verdict()).toBe('ok');
    await bothAreOver();
  });

  it('comes for a session that a revocation did not get to see', async () => {
    // As if its sign-in had read the credentials before the revocation, and stored it afterwards.
    await test.get(AdminAccounts).revokeTokens('root');
    const late = SessionClient.of(test, 'late');
    await late.login('root', PASSWORD);
    await test
      .get(Database)
      .dataSource.query('UPDATE user_refresh_token SET created_at = created_at - 1');
    expect((await late.refresh()).body).toEqual(GONE);
  });

  it('is answered as such when the account was switched off behind its back', async () => {
    await test.get(Database).dataSource.query('UPDATE admin_user SET is_active = 0');
    await setTimeout(1_050);
    const { cookie } = client;
    expect((await client.refresh()).body).toEqual(INACTIVE_USER);
    await test.get(Database).dataSource.query('UPDATE admin_user SET is_active = 1');
    await setTimeout(1_050);
    expect((await client.refresh(cookie)).body).toEqual(GONE);
  });

  it('REF-18 SES-07 is heard of in another process within a second', async () => {
    other = await startSessionApp(format, { database });
    const there = client.at(inProcess(other));
    expect(await there.verdict()).toBe('ok');
    const { token, cookie } = client;
    await client.signOut();
    expect(await client.verdict(token)).toBe(REVOKED);
    await setTimeout(1_050);
    expect(await there.verdict(token)).toBe(REVOKED);
    expect((await there.refresh(cookie)).body).toEqual(GONE);
  });

  it('SES-15 comes with a new password, for all but a new session of the one who asks', async () => {
    const { token, cookie } = client;
    const plain = await test.get(TokenIssuer).issue({ type: 2, id: 1 });
    const reply = client.keep(
      await client.authorized('PUT', '/auth/password', {
        currentPassword: PASSWORD,
        newPassword: NEW_PASSWORD,
      }),
    );
    expect([reply.status, reply.body]).toEqual([
      200,
      { status: 'ok', token: expect.any(String), expiresIn: 300 },
    ]);
    expect([reply.header('cache-control'), client.cookie === cookie]).toEqual(['no-store', false]);
    for (const old of [token, second.token, plain]) expect(await client.verdict(old)).toBe(REVOKED);
    expect((await second.refresh()).body).toEqual(GONE);
    const [session, ...rest] = await client.sessions();
    expect([session.current, rest]).toEqual([true, []]);
    expect((await client.refresh()).status).toBe(200);
    expect((await second.login('root', PASSWORD)).body).toEqual(SIGN_IN_SENTENCE);
    expect((await second.login('root', NEW_PASSWORD)).status).toBe(200);
    expect((await SessionClient.of(test).refresh(cookie)).body).toEqual(GONE);
  });

  it('does not come with a password change that is refused', async () => {
    for (const [body, status] of [
      [{ currentPassword: 'wrong password', newPassword: NEW_PASSWORD }, 401],
      [{ currentPassword: PASSWORD, newPassword: 'short' }, 400],
      [{ currentPassword: PASSWORD }, 400],
    ] as const) {
      const reply = await client.authorized('PUT', '/auth/password', body);
      expect([reply.status, reply.setCookie]).toEqual([status, undefined]);
    }
    const wrong = await client.authorized('PUT', '/auth/password', {
      currentPassword: 'wrong password',
      newPassword: NEW_PASSWORD,
    });
    expect(wrong.body).toEqual(SIGN_IN_SENTENCE);
    for (const each of [client, second]) expect((await each.refresh()).status).toBe(200);
    expect((await client.login('root', PASSWORD)).status).toBe(200);
  });

  it('SES-09 is not answered when it was not written', async () => {
    vi.spyOn(test.get(SessionEndings), 'endOwn').mockImplementationOnce(async () => {
      throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    });
    const [{ id }] = await client.sessions();
    const reply = await client.authorized('DELETE', `/auth/sessions/${id}`);
    expect([reply.status, reply.header('retry-after')]).toEqual([503, '1']);
  });
});
