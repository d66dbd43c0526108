import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AuditTrail } from '../../src/contract/index.js';
import { Database } from '../../src/persistence/index.js';
import { SessionPurger } from '../../src/modules/refresh-session/session-purger.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { inProcess, SessionClient } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

/** How often one session is renewed; 10,000 before a release. */
const ROTATIONS = Number(process.env.SESSION_ROTATIONS ?? 100);

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const REVOKED = '401 Bearer error="invalid_token", error_description="The token was revoked"';

describeSessions('a refresh token', (kind, format) => {
  let database: TestDatabase;
  let test: TestApp;
  let client: SessionClient;
  let others: TestApp[];

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    test = await startSessionApp(format, { database });
    others = [];
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test);
    await client.login('root', PASSWORD);
  });
  afterEach(async () => {
    for (const each of [test, ...others]) await each.stop();
    await database.remove();
  });

  const startAnother = async (environment = {}): Promise<TestApp> => {
    const other = await startSessionApp(format, { database, environment });
    other.clock.advance(test.clock.now() - other.clock.now());
    others.push(other);
    return other;
  };

  const rows = async (): Promise<number> => {
    const [row] = await test
      .get(Database)
      .dataSource.query<{ n: number | string }[]>('SELECT COUNT(*) AS n FROM user_refresh_token');
    return Number(row!.n);
  };

  it('REF-02 gets the same successor again within the grace, and no new row', async () => {
    const { cookie: first } = client;
    await client.refresh();
    const { cookie: second } = client;
    for (const seconds of [0, 5, 5]) {
      test.clock.advance(seconds);
      const again = await client.refresh(first);
      expect([again.status, client.cookie, await client.verdict()]).toEqual([200, second, 'ok']);
    }
    expect(await rows()).toBe(1);
    expect((await client.refresh(second)).status).toBe(200);
  });

  it('REF-01 ends the session when its predecessor comes after the grace, and notes it once', async () => {
    const record = vi.spyOn(test.get(AuditTrail), 'record');
    const { cookie: first, token } = client;
    await client.refresh();
    const { cookie: second, token: later } = client;
    test.clock.advance(11);
    const replies = await Promise.all([client.refresh(first), client.refresh(first)]);
    for (const { status, body, setCookie } of replies)
      expect([status, body, setCookie]).toEqual([401, GONE, expect.stringMatching(/Max-Age=0$/)]);
    expect((await client.refresh(second)).body).toEqual(GONE);
    expect([await client.verdict(token), await client.verdict(later)]).toEqual([REVOKED, REVOKED]);
    expect(record.mock.calls).toEqual([
      [
        expect.objectContaining({
          action: 'refresh_token_reused',
          result: 'failure',
          details: { userType: 2, userId: expect.any(Number) },
        }),
      ],
    ]);
  });

  it('REF-03 REF-09 ends the session when an older ancestor comes, even in the same second', async () => {
    const { cookie: first } = client;
    await client.refresh();
    await client.refresh();
    const { cookie: third } = client;
    expect((await client.refresh(first)).body).toEqual(GONE);
    expect((await client.refresh(third)).body).toEqual(GONE);
  });

  it('REF-10 is still recognised after a restart', async () => {
    const { cookie: first } = client;
    for (let count = 0; count < 3; count += 1) await client.refresh();
    const other = await startAnother();
    const there = client.at(inProcess(other));
    expect((await there.refresh(first)).body).toEqual(GONE);
    expect((await client.refresh()).body).toEqual(GONE);
  });

  it('REF-17 of another installation, and a damaged one, end nothing', async () => {
    const foreign = await startSessionApp(format, { kind });
    try {
      await foreign.createAdmin('root', PASSWORD);
      const stranger = SessionClient.of(foreign);
      await stranger.login('root', PASSWORD);
      expect((await SessionClient.of(test).refresh(stranger.cookie)).body).toEqual(GONE);
    } finally {
      await foreign.stop();
    }
    const bytes = Buffer.from(client.cookie!, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const damaged = Buffer.from(bytes);
      damaged[index]! ^= 1;
      const { status } = await SessionClient.of(test).refresh(damaged.toString('base64url'));
      expect([index, status]).toEqual([index, 401]);
    }
    expect((await client.refresh()).status).toBe(200);
  });

  it('REF-04 has one successor when eight refresh at once in one process', async () => {
    const { cookie } = client;
    const tabs = Array.from({ length: 8 }, () => client.at(inProcess(test)));
    const replies = await Promise.all(tabs.map((tab) => tab.refresh(cookie)));
    expect(replies.map(({ status }) => status)).toEqual(tabs.map(() => 200));
    expect(new Set(tabs.map((tab) => tab.cookie)).size).toBe(1);
    for (const tab of tabs) expect(await tab.verdict()).toBe('ok');
    expect((await tabs[7]!.refresh()).status).toBe(200);
  });

  it(
    `REF-32 leaves one row however often it is replaced (${ROTATIONS} times)`,
    async () => {
      for (let count = 0; count < ROTATIONS; count += 1) {
        const { status } = await client.refresh();
        expect([count, status]).toEqual([count, 200]);
        test.clock.advance(1);
      }
      expect([await rows(), (await client.sessions()).length]).toEqual([1, 1]);
    },
    30_000 + ROTATIONS * 20,
  );

  it('REF-34 works from another address and agent, and the list shows it', async () => {
    const thief = SessionClient.of(test, CHROME, '198.51.100.7');
    expect((await thief.refresh(client.cookie)).status).toBe(200);
    expect(await client.sessions()).toMatchObject([
      { ip: '198.51.100.7', browser: 'Chrome 131', os: 'Windows 10' },
    ]);
  });

  it('REF-08 is not lost to a purge, which removes what has expired alone', async () => {
    test.clock.advance(2_000_000);
    const young = SessionClient.of(test, 'another agent');
    await young.login('root', PASSWORD);
    test.clock.advance(1_000_000);
    const purge = test.get(SessionPurger).purge();
    const replies = await Promise.all([purge, young.refresh()]);
    expect([replies[0], replies[1].status, await rows()]).toEqual([1, 200, 1]);
    expect((await young.refresh()).status).toBe(200);
  });

  it('SES-26 outlives a rotation of the master key, whichever process it meets', async () => {
    const [old, young] = ['MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u', 'x'].map((_, index) =>
      Buffer.from(
        Array.from({ length: 32 }, (__, at) => (at * 37 + index * 91 + 11) % 256),
      ).toString('base64url'),
    );
    const before = await startAnother({ MASTER_KEY: old });
    const traveller = SessionClient.of(before, 'traveller');
    await traveller.login('root', PASSWORD);
    const after = await startAnother({ MASTER_KEY: `${old},${young}` });
    const there = traveller.at(inProcess(after));
    const { cookie: first } = traveller;
    expect((await there.refresh()).status).toBe(200);
    const { cookie: second } = there;
    expect((await there.refresh(first)).status).toBe(200);
    expect(there.cookie).toBe(second);
    // Where the new key is not known yet, a repeated answer cannot be given, and nothing is lost.
    const early = await traveller.refresh(first);
    expect([early.status, early.setCookie, Number(early.header('retry-after'))]).toEqual([
      503,
      undefined,
      1,
    ]);
    expect((await traveller.refresh(second)).status).toBe(200);
    expect((await there.refresh(traveller.cookie)).status).toBe(200);
    // Another generation of another key is still one of ours.
    const { cookie: last } = there;
    expect((await there.refresh(first)).body).toEqual(GONE);
    expect((await there.refresh(last)).body).toEqual(GONE);
  });
});
