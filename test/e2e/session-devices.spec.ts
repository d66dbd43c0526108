import { afterEach, beforeEach, expect, it } from 'vitest';
import { SessionPurger } from '../../src/modules/refresh-session/session-purger.js';
import { Database } from '../../src/persistence/index.js';
import { SessionClient } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const REVOKED = '401 Bearer error="invalid_token", error_description="The token was revoked"';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

describeSessions('the list of devices', (kind, format) => {
  let test: TestApp;
  let laptop: SessionClient;
  let phone: SessionClient;

  const start = async (environment = {}): Promise<void> => {
    await test?.stop();
    test = await startSessionApp(format, { kind, environment });
    await test.createAdmin('root', PASSWORD);
    await test.createAdmin('mallory', PASSWORD);
    laptop = SessionClient.of(test, CHROME);
    phone = SessionClient.of(test, PHONE, '198.51.100.9');
    await laptop.login('root', PASSWORD, { deviceName: 'laptop' });
    test.clock.advance(1);
    await phone.login('root', PASSWORD);
  };
  beforeEach(() => start());
  afterEach(async () => {
    await test.stop();
    test = undefined as never;
  });

  const idOf = async (client: SessionClient): Promise<string> =>
    (await client.sessions()).find(({ current }) => current).id;

  it('shows newest use first, in words, and marks the one that asks', async () => {
    expect(await laptop.sessions()).toMatchObject([
      { browser: 'Safari 17', os: 'iOS 17.5', deviceType: 'mobile', current: false },
      { browser: 'Chrome 131', os: 'Windows 10', deviceType: 'desktop', current: true },
    ]);
    test.clock.advance(1);
    await laptop.refresh();
    const names = (await phone.sessions()).map(({ deviceName, current }) => [deviceName, current]);
    expect(names).toEqual([
      ['laptop', false],
      ['', true],
    ]);
  });

  it('ends the stolen laptop from the phone: at its next request, and at its next renewal', async () => {
    const ended = await phone.authorized('DELETE', `/auth/sessions/${await idOf(laptop)}`);
    expect([ended.status, ended.body]).toEqual([200, { status: 'ok' }]);
    expect(await laptop.verdict()).toBe(REVOKED);
    expect((await laptop.refresh()).body).toEqual(GONE);
    expect([await phone.verdict(), (await phone.sessions()).length]).toEqual(['ok', 1]);
  });

  it('ends all but the one that asks', async () => {
    const third = SessionClient.of(test, 'third');
    await third.login('root', PASSWORD);
    const ended = await phone.authorized('DELETE', '/auth/sessions');
    expect([ended.status, ended.body]).toEqual([200, { status: 'ok', ended: 2 }]);
    expect([await laptop.verdict(), await third.verdict()]).toEqual([REVOKED, REVOKED]);
    expect((await phone.refresh()).status).toBe(200);
  });

  it('SES-04 SES-05 ends the current device once, and ten times at once as well', async () => {
    const path = `/auth/sessions/${await idOf(phone)}`;
    expect((await phone.authorized('DELETE', path)).status).toBe(200);
    expect(await phone.verdict()).toBe(REVOKED);
    expect((await phone.refresh()).body).toEqual(GONE);
    await phone.login('root', PASSWORD);
    const again = `/auth/sessions/${await idOf(phone)}`;
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => laptop.authorized('DELETE', again)),
    );
    const statuses = replies.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 404)]);
    expect(await laptop.sessions()).toHaveLength(1);
  });

  it("SES-01 SES-11 says of somebody else's session that there is none, and leaves it", async () => {
    const mallory = SessionClient.of(test, 'evil');
    await mallory.login('mallory', PASSWORD);
    const reply = await mallory.authorized('DELETE', `/auth/sessions/${await idOf(phone)}`);
    expect([reply.status, reply.body]).toEqual([404, { message: 'The session does not exist.' }]);
    expect([await phone.verdict(), (await phone.refresh()).status]).toEqual(['ok', 200]);
  });

  it('SES-02 knows no other spelling of a session', async () => {
    const id = await idOf(phone);
    for (const other of [
      '0',
      '-1',
      '1',
      '1000000000',
      encodeURIComponent('1 OR 1=1'),
      encodeURIComponent("' OR ''='"),
      '8f14e45f-ceea-467f-a8b1-1f5f2bd5d9a7',
      '__proto__',
      'constructor',
      `${id}%20`,
      `${id.toLowerCase()}x`,
      encodeURIComponent('["a"]'),
      '%',
    ]) {
      const { status } = await laptop.authorized('DELETE', `/auth/sessions/${other}`);
      expect([other, [400, 404].includes(status)]).toEqual([other, true]);
    }
    expect((await phone.refresh()).status).toBe(200);
  });

  it('SES-03 is that of the token, whatever user is named beside it', async () => {
    const reply = await laptop.call({
      method: 'GET',
      path: '/auth/sessions?userId=2&user_id=2&userType=customer',
      headers: { authorization: `Bearer ${laptop.token}`, 'x-user-id': '2' },
    });
    expect(reply.body).toHaveLength(2);
  });

  it('needs a token, of whatever kind', async () => {
    for (const [method, path] of [
      ['GET', '/auth/sessions'],
      ['DELETE', '/auth/sessions'],
      ['DELETE', `/auth/sessions/${await idOf(phone)}`],
      ['PUT', '/auth/password'],
      ['POST', '/auth/impersonate'],
    ] as const)
      expect([path, (await laptop.authorized(method, path, {}, 'nonsense')).status]).toEqual([
        path,
        401,
      ]);
    const { body: plain } = await laptop.call({
      method: 'POST',
      path: '/rest/V1/integration/admin/token',
      body: { username: 'root', password: PASSWORD },
    });
    const listed = await laptop.authorized('GET', '/auth/sessions', undefined, plain);
    expect(listed.body.map(({ current }: { current: boolean }) => current)).toEqual([false, false]);
    const ended = await laptop.authorized('DELETE', '/auth/sessions', undefined, plain);
    expect(ended.body.ended).toBe(2);
  });

  it('SES-19 SES-20 shows names and agents bounded and cleaned', async () => {
    const odd = SessionClient.of(test, `agent\u00ad ${'y'.repeat(8_000)}`);
    const deviceName = `<b>my\u0000\r\n\u202elaptop\u200b</b> \ud83d\ude00${'x'.repeat(4_000)}`;
    await odd.login('root', PASSWORD, { deviceName });
    const [session] = await odd.sessions();
    expect(session.deviceName).toMatch(/^<b>my laptop <\/b> 😀x+$/u);
    expect(Array.from(session.deviceName)).toHaveLength(100);
    const silent = SessionClient.of(test, '');
    await silent.login('root', PASSWORD);
    expect((await silent.sessions()).find(({ current }) => current)).toMatchObject({
      browser: null,
      os: null,
      deviceType: null,
    });
    const [{ longest }] = await test
      .get(Database)
      .dataSource.query('SELECT MAX(LENGTH(user_agent)) AS longest FROM user_refresh_token');
    expect(Number(longest)).toBeLessThanOrEqual(512);
  });

  it('forgets where a session was used when that is a month ago', async () => {
    await start({ SESSION_IDLE_SECONDS: '7776000' });
    const addresses = async () => (await laptop.sessions()).map(({ ip }) => ip);
    test.clock.advance(2_591_999);
    await laptop.refresh();
    await test.get(SessionPurger).purge();
    expect(await addresses()).toEqual(['192.0.2.1', '198.51.100.9']);
    test.clock.advance(1);
    await test.get(SessionPurger).purge();
    expect(await addresses()).toEqual(['192.0.2.1', '']);
    expect((await phone.refresh()).status).toBe(200);
    expect(await addresses()).toEqual(['198.51.100.9', '192.0.2.1']);
  });

  it('has one row for one device, and the earlier session on it is over', async () => {
    const { cookie, token } = laptop;
    test.clock.advance(1);
    const again = SessionClient.of(test, CHROME);
    await again.login('root', PASSWORD);
    expect(await again.sessions()).toHaveLength(2);
    expect(await laptop.verdict(token)).toBe(REVOKED);
    expect((await laptop.refresh(cookie)).body).toEqual(GONE);
    const elsewhere = SessionClient.of(test, CHROME, '203.0.113.5');
    await elsewhere.login('root', PASSWORD);
    const mallory = SessionClient.of(test, CHROME);
    await mallory.login('mallory', PASSWORD);
    expect([(await again.sessions()).length, (await mallory.sessions()).length]).toEqual([3, 1]);
  });

  it('gives each of several sign-ins at once on one device a session or its place', async () => {
    const clients = Array.from({ length: 8 }, () => SessionClient.of(test, 'one agent'));
    const replies = await Promise.all(clients.map((each) => each.login('root', PASSWORD)));
    expect(replies.map(({ status }) => status)).toEqual(clients.map(() => 200));
    expect(await phone.sessions()).toHaveLength(3);
  });

  it('REF-33 SES-21 is bounded: the session that was unused longest makes room', async () => {
    await start({ SESSION_MAX_PER_USER: '3' });
    test.clock.advance(1);
    await laptop.refresh();
    const more: SessionClient[] = [];
    for (const name of ['a', 'b']) {
      test.clock.advance(1);
      const client = SessionClient.of(test, name);
      await client.login('root', PASSWORD);
      more.push(client);
    }
    expect(await laptop.sessions()).toHaveLength(3);
    expect([await phone.verdict(), (await phone.refresh()).body]).toEqual([REVOKED, GONE]);
    for (const client of [laptop, ...more]) expect((await client.refresh()).status).toBe(200);
  });
});
