import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { join } from 'node:path';
import { digestOf } from '../../src/modules/refresh-session/refresh-token.js';
import { SqliteDriver } from '../../src/persistence/data-source-options.js';
import { Database } from '../../src/persistence/index.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { SessionClient, type SessionReply } from '../support/session-client.js';
import { PASSWORD, startSessionApp } from '../support/session-suite.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import type { TestApp } from '../support/test-app.js';
import { timeFlies } from '../support/time-flies.js';

const expectUnavailable = ({ status, setCookie, header }: SessionReply): void =>
  expect([status, setCookie, header('retry-after')]).toEqual([503, undefined, '1']);

describe.each(['opaque', 'jwt'] as const)('a refresh while storage fails (%s)', (format) => {
  let database: TestDatabase;
  let test: TestApp;
  let client: SessionClient;

  const signIn = async (): Promise<void> => {
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test);
    await client.login('root', PASSWORD);
  };

  describe.skipIf(inject('mariaDbUrl') === '')('on MariaDB', () => {
    let proxy: TcpProxy;

    beforeEach(async () => {
      database = await createTestDatabase('mariadb');
      const { proxy: between, url } = await TcpProxy.to(database.environment.DATABASE_URL!);
      proxy = between;
      const environment = { ...database.environment, DATABASE_URL: url };
      test = await startSessionApp(format, { database: { ...database, environment } });
      await signIn();
    });
    afterEach(async () => {
      proxy.restore();
      await test.stop();
      await proxy.stop();
      await database.remove();
    });

    it('REF-31 is answered with 503, keeps the cookie, and works when the database is back', async () => {
      const { cookie } = client;
      proxy.cut();
      for (let count = 0; count < 3; count += 1) expectUnavailable(await client.refresh());
      test.clock.advance(60);
      proxy.restore();
      expect(client.cookie).toBe(cookie);
      expect((await client.refresh()).status).toBe(200);
      expect(await client.verdict()).toBe('ok');
    });

    it('REF-13 has one outcome when the line is cut at the commit', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { cookie } = client;
        // A prepared statement travels without its text. This value only the UPDATE has.
        proxy.swallowAnswerTo(digestOf(String(cookie)));
        expectUnavailable(await client.refresh());
        expect(client.cookie).toBe(cookie);
        const retried = await client.refresh();
        const { cookie: successor } = client;
        expect([retried.status, successor === cookie]).toEqual([200, false]);
        expect((await client.refresh(cookie)).status).toBe(200);
        expect(client.cookie).toBe(successor);
        expect(await client.verdict()).toBe('ok');
      }
    });

    it('does not sign anybody in, nor out, and says so', async () => {
      const [session] = await client.sessions();
      proxy.cut();
      expectUnavailable(await client.login('root', PASSWORD));
      expectUnavailable(await client.signOut());
      expectUnavailable(await client.authorized('DELETE', `/auth/sessions/${session.id}`));
      proxy.restore();
      expect((await client.refresh()).status).toBe(200);
    });
  });

  describe('on SQLite', () => {
    beforeEach(async () => {
      database = await createTestDatabase('sqlite');
      test = await startSessionApp(format, { database });
      await signIn();
    });
    afterEach(async () => {
      await test.stop();
      await database.remove();
    });

    it('REF-15 is answered with 503 while another process holds the file', async () => {
      const file = join(database.environment.DATA_DIR!, 'tokenwright.sqlite');
      const holder = new SqliteDriver(file);
      holder.exec('BEGIN IMMEDIATE');
      const { cookie } = client;
      timeFlies();
      expectUnavailable(await client.refresh());
      vi.restoreAllMocks();
      holder.exec('ROLLBACK');
      holder.close();
      expect(client.cookie).toBe(cookie);
      expect((await client.refresh()).status).toBe(200);
    });

    it('REF-15 is answered with 503 by a disk that takes nothing, and works when it does again', async () => {
      const { dataSource } = test.get(Database);
      const { cookie } = client;
      await dataSource.query('PRAGMA query_only = ON');
      for (let count = 0; count < 3; count += 1) expectUnavailable(await client.refresh());
      expectUnavailable(await client.signOut());
      await dataSource.query('PRAGMA query_only = OFF');
      expect([client.cookie, (await client.refresh()).status]).toEqual([cookie, 200]);
      expect([await client.verdict(), (await client.sessions()).length]).toEqual(['ok', 1]);
    });

    // A JWT adds no row.
    it.each(format === 'opaque' ? ['row'] : [])(
      'REF-15 rotates nothing by half on a disk that is full for its %s',
      async () => {
        const { dataSource } = test.get(Database);
        const [{ page_count: pages }] = await dataSource.query('PRAGMA page_count');
        await dataSource.query('CREATE TABLE filler (text)');
        await dataSource.query(`PRAGMA max_page_count = ${Number(pages) + 20}`);
        await expect(
          (async () => {
            for (;;) await dataSource.query('INSERT INTO filler VALUES (hex(randomblob(1500)))');
          })(),
        ).rejects.toThrow('full');
        // What room there is on pages that have begun is used up first.
        let last = await client.refresh();
        for (let count = 0; count < 200 && last.status === 200; count += 1)
          last = await client.refresh();
        expectUnavailable(last);
        await dataSource.query('PRAGMA max_page_count = 1000000');
        expect((await client.refresh()).status).toBe(200);
        expect([await client.verdict(), (await client.sessions()).length]).toEqual(['ok', 1]);
      },
    );
  });
});
