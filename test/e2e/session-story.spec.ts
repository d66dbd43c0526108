import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../../src/persistence/index.js';
import { FixtureCustomers } from '../support/fixture-customers.js';
import { decodeJwt } from '../support/service-tokens.js';
import { SessionClient } from '../support/session-client.js';
import {
  describeSessions,
  GONE,
  INACTIVE_USER,
  MISSING,
  PASSWORD,
  SIGN_IN_SENTENCE,
  startSessionApp,
} from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const REVOKED = '401 Bearer error="invalid_token", error_description="The token was revoked"';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

describeSessions('a sign-in session', (kind, format) => {
  let test: TestApp;
  let id: number;

  beforeEach(async () => {
    test = await startSessionApp(format, { kind });
    id = await test.createAdmin('root', PASSWORD);
  });
  afterEach(() => test.stop());

  it('tells the whole story: signed in, renewed, listed, signed out', async () => {
    const client = SessionClient.of(test);
    const login = await client.login('root', PASSWORD, { deviceName: 'the laptop' });
    expect([login.status, login.body]).toEqual([
      200,
      {
        user: { id, type: 'admin', username: 'root', email: 'root@example.com' },
        token: expect.any(String),
        expiresIn: 300,
      },
    ]);
    expect(login.header('cache-control')).toBe('no-store');
    expect(client.cookie).toMatch(TOKEN);
    expect(await client.verdict()).toBe('ok');

    test.clock.advance(60);
    const { token: first, cookie } = client;
    const renewed = await client.refresh();
    expect([renewed.status, renewed.body]).toEqual([
      200,
      { status: 'ok', token: expect.any(String), expiresIn: 300 },
    ]);
    expect(renewed.header('cache-control')).toBe('no-store');
    expect(client.cookie).toMatch(TOKEN);
    expect([client.cookie === cookie, client.token === first]).toEqual([false, false]);
    expect([await client.verdict(first), await client.verdict()]).toEqual(['ok', 'ok']);

    const listed = await client.sessions();
    expect(listed).toEqual([
      {
        id: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
        deviceName: 'the laptop',
        browser: 'Firefox 131',
        os: 'Linux',
        deviceType: 'desktop',
        ip: '192.0.2.1',
        createdAt: '2026-01-01T00:00:00Z',
        lastUsedAt: '2026-01-01T00:01:00Z',
        expiresAt: '2026-01-31T00:01:00Z',
        current: true,
        impersonatedBy: null,
      },
    ]);

    const out = await client.signOut();
    expect([out.status, out.body, client.cookie]).toEqual([200, { status: 'ok' }, undefined]);
    expect([await client.verdict(first), await client.verdict()]).toEqual([REVOKED, REVOKED]);
  });

  it('is told in a JWT, or in the row of an opaque token', async () => {
    const client = SessionClient.of(test);
    await client.login('root', PASSWORD);
    const [session] = await client.sessions();
    const claims = (): any =>
      format === 'jwt' ? JSON.parse(decodeJwt(client.token).payload) : undefined;
    const first = claims();
    const uuid = expect.stringMatching(/^[\da-f-]{36}$/);
    const now = test.clock.now();
    expect(first).toEqual(
      first && {
        uid: id,
        utypid: 2,
        iat: now,
        exp: now + 300,
        iss: 'http://127.0.0.1:3000',
        aud: 'http://127.0.0.1:3000',
        jti: uuid,
        sid: session.id,
      },
    );
    await client.refresh();
    const second = claims();
    expect([second?.sid, second?.jti === first?.jti]).toEqual([first?.sid, first === undefined]);
    const rows = await test
      .get(Database)
      .dataSource.query('SELECT session_id FROM opaque_token ORDER BY id');
    const kept = rows.map(({ session_id: kept }: { session_id: string }) => kept);
    expect(kept).toEqual(format === 'opaque' ? [session.id, session.id] : []);
  });

  it('is for customers as well', async () => {
    const principal = test.get(FixtureCustomers).add('eva@example.com', PASSWORD, 7);
    const client = SessionClient.of(test);
    const { body } = await client.login('eva@example.com', PASSWORD, { userType: 'customer' });
    const email = 'eva@example.com';
    expect(body.user).toEqual({ id: principal.id, type: 'customer', username: email, email });
    expect((await client.refresh()).status).toBe(200);
    expect(await client.sessions()).toHaveLength(1);
  });

  it('is refused to wrong credentials in one sentence, without a cookie', async () => {
    const client = SessionClient.of(test);
    for (const [name, password, more] of [
      ['root', 'wrong password', {}],
      ['nobody', PASSWORD, {}],
      ['root', PASSWORD, { userType: 'customer' }],
    ] as const) {
      const { status, body, setCookie } = await client.login(name, password, more);
      expect([status, body, setCookie]).toEqual([401, SIGN_IN_SENTENCE, undefined]);
    }
  });

  it('says which field of a sign-in will not do', async () => {
    const client = SessionClient.of(test);
    const login = async (body: object) => {
      const reply = await client.call({ method: 'POST', path: '/auth/login', body });
      return [reply.status, reply.body.message, reply.body.parameters];
    };
    const required = '"%fieldName" is required. Enter and try again.';
    expect(await login({ username: 'root' })).toEqual([400, required, { fieldName: 'password' }]);
    expect(await login({})).toEqual([
      400,
      'One or more input exceptions have occurred.',
      undefined,
    ]);
    expect(await login({ username: 'root', password: PASSWORD, userType: 'robot' })).toEqual([
      400,
      '"%fieldName" must be %rule.',
      { fieldName: 'userType', rule: 'admin or customer' },
    ]);
    expect((await login({ username: ['root'], password: PASSWORD }))[0]).toBe(400);
  });

  it('SES-10 is renewed for a token that it knows, and ended in silence for one it does not', async () => {
    const client = SessionClient.of(test);
    const none = await client.refresh();
    expect([none.status, none.body, none.setCookie]).toEqual([401, MISSING, undefined]);
    const unknown = await client.refresh('A'.repeat(43));
    expect([unknown.status, unknown.body]).toEqual([401, GONE]);
    expect(unknown.setCookie).toMatch(/^refresh-token=; .*Max-Age=0$/);
    expect((await client.signOut()).status).toBe(200);
    expect((await client.signOut('A'.repeat(43))).status).toBe(200);
  });

  it('ends when its owner is switched off by whatever path, and does not come back', async () => {
    test.get(FixtureCustomers).add('eva@example.com', PASSWORD);
    const client = SessionClient.of(test);
    await client.login('eva@example.com', PASSWORD, { userType: 'customer' });
    test.get(FixtureCustomers).switchOff('eva@example.com');
    const { cookie } = client;
    const refused = await client.refresh();
    expect([refused.status, refused.body]).toEqual([401, INACTIVE_USER]);
    expect(refused.setCookie).toMatch(/Max-Age=0$/);
    test.get(FixtureCustomers).named('eva@example.com')!.active = true;
    expect((await client.refresh(cookie)).body).toEqual(GONE);
  });

  it('REF-20 ends when it is not used for long, and in the end however much it is used', async () => {
    const idle = SessionClient.of(test);
    await idle.login('root', PASSWORD);
    test.clock.advance(2_592_000);
    expect((await idle.refresh()).body).toEqual(GONE);

    const busy = SessionClient.of(test);
    await busy.login('root', PASSWORD);
    const step = 2_591_999;
    for (const rest of [7_776_000 - step, 7_776_000 - 2 * step, 7_776_000 - 3 * step]) {
      test.clock.advance(step);
      const { status, body, setCookie } = await busy.refresh();
      expect([status, body.expiresIn]).toEqual([200, Math.min(300, rest)]);
      expect(setCookie).toMatch(new RegExp(`Max-Age=${rest}$`));
    }
    test.clock.advance(3);
    expect((await busy.refresh()).body).toEqual(GONE);
  });
});
