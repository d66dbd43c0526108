import fs, { copyFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createConnection, type Connection } from 'mysql2/promise';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  onTestFinished,
  vi,
} from 'vitest';
import { AccessControl, PrincipalType, TokenIssuer } from '../../src/contract/index.js';
import { Roles } from '../../src/modules/authorization/index.js';
import { JwtTokenIssuer } from '../../src/modules/jwt-user-token/jwt-token-issuer.js';
import { SqliteDriver } from '../../src/persistence/data-source-options.js';
import { Database } from '../../src/persistence/index.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { startMariaDb, type MariaDbServer } from '../support/mariadb.js';
import { ServiceClient, type Reply } from '../support/service-client.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { BASE, startTestApp, type TestApp } from '../support/test-app.js';

vi.setConfig({ testTimeout: 60_000 });

const PASSWORD = 'correct horse battery';
/** Opaque tokens are issued, for each is a row; JWTs are accepted. */
const MODULES = { ...BASE, 'jwt-user-token': 'accept-only', health: 'enabled' } as const;

/** For as long as this the database may be away before a JWT is no longer honoured. */
const STALENESS_SECONDS = 2;

let test: TestApp;
let client: ServiceClient;

async function begin(database: TestDatabase): Promise<void> {
  const environment = { FEED_MAX_STALENESS_SECONDS: String(STALENESS_SECONDS) };
  test = await startTestApp({ database, modules: MODULES, environment });
  client = ServiceClient.of(test);
}

async function tokens(): Promise<{ jwt: string; opaque: string }> {
  const id = await test.createAdmin('root', PASSWORD);
  const principal = { type: PrincipalType.Admin, id };
  const jwt = await test.get(JwtTokenIssuer).issue(principal);
  return { jwt, opaque: await test.get(TokenIssuer).issue(principal) };
}

/** "Not now", in so many words, and never "your token is bad". */
const expectUnavailable = ({ status, body, header }: Reply): void =>
  expect([status, header('retry-after'), body]).toEqual([
    503,
    '1',
    '{"message":"The service is temporarily unavailable. Please try again later."}',
  ]);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1_000;
}

const rows = async (table: string): Promise<number> => {
  const [row] = await test.get(Database).dataSource.query(`SELECT COUNT(*) AS n FROM ${table}`);
  return Number(row.n);
};

const readiness = async (): Promise<number> =>
  (await test.app.inject({ url: '/health/ready' })).statusCode;

describe.skipIf(inject('mariaDbUrl') === '')('a MariaDB that fails', () => {
  let server: MariaDbServer;
  let root: Connection;
  let proxy: TcpProxy;

  beforeAll(async () => {
    const started = await startMariaDb();
    if (!started) throw new Error('these tests stop a server of their own: install mariadb-server');
    server = started;
    root = await createConnection(server.url.replace('mariadb:', 'mysql:'));
    // Unlike the other user it has no right to write to a server that is read-only.
    await root.query("CREATE USER service@'127.0.0.1' IDENTIFIED BY 'service'");
  });
  afterAll(async () => {
    root.destroy();
    await server.stop();
  });

  beforeEach(async () => {
    await root.query('CREATE DATABASE faults CHARACTER SET utf8mb4');
    await root.query("GRANT ALL ON faults.* TO service@'127.0.0.1'");
    const direct = server.url.replace(/\/\/.*@(.*)\/$/, '//service:service@$1/faults');
    const between = await TcpProxy.to(direct);
    proxy = between.proxy;
    const environment = { DATABASE_URL: between.url };
    await begin({ kind: 'mariadb', environment, remove: async () => {} });
  });
  afterEach(async () => {
    server.goOn();
    proxy.restore();
    await root.query('UNLOCK TABLES');
    await root.query('SET GLOBAL read_only = 0, GLOBAL max_statement_time = 0');
    await test.stop();
    await proxy.stop();
    await root.query('DROP DATABASE faults');
  });

  it('INF-01 is answered with 503 in less than two seconds where a token is to be issued', async () => {
    await tokens();
    const issued = await rows('opaque_token');
    proxy.cut();
    expect(
      await seconds(async () => expectUnavailable(await client.signIn('root', PASSWORD))),
    ).toBeLessThan(2);
    proxy.restore();
    expect(await rows('opaque_token')).toBe(issued);
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
  });

  it('INF-02 is answered with 503, not with 401, where an opaque token comes', async () => {
    const { opaque } = await tokens();
    proxy.cut();
    expectUnavailable(await client.guarded(opaque));
    proxy.restore();
    expect(await client.verdict(opaque)).toBe('ok');
  });

  it('INF-03 lets JWTs in from memory for as long as is set, then answers 503', async () => {
    const { jwt } = await tokens();
    expect(await client.verdict(jwt)).toBe('ok');
    proxy.cut();
    await setTimeout(1_100);
    expect(await client.verdict(jwt)).toBe('ok');
    await setTimeout((STALENESS_SECONDS - 1) * 1_000);
    expectUnavailable(await client.guarded(jwt));
    proxy.restore();
    expect(await client.verdict(jwt)).toBe('ok');
  });

  it('INF-04 is given up when it hangs, and gone back to when it goes on', async () => {
    const { opaque } = await tokens();
    expect([await client.verdict(opaque), await readiness()]).toEqual(['ok', 200]);
    await setTimeout(1_000);
    await server.pause();
    // More than there are connections: those that hang, those that connect, and those that wait.
    const took = await seconds(async () => {
      const reads = Array.from({ length: 25 }, () => client.guarded(opaque));
      const [ready, ...replies] = await Promise.all([
        readiness(),
        client.signIn('root', PASSWORD),
        ...reads,
      ]);
      expect(ready).toBe(503);
      for (const reply of replies) expectUnavailable(reply);
    });
    expect(took).toBeLessThan(12);
    server.goOn();
    expect(
      await seconds(async () => {
        expect(await client.verdict(opaque)).toBe('ok');
        expect((await client.signIn('root', PASSWORD)).status).toBe(200);
      }),
    ).toBeLessThan(5);
  });

  it('INF-04 is given up when it hangs in the middle of a transaction', async () => {
    await tokens();
    const database = test.get(Database);
    const sql = 'INSERT INTO token_revocation (user_type, user_id, revoke_before) VALUES (2, ?, 1)';
    const held = database.transaction(async () => {
      await database.execute(sql, 1);
      await server.pause();
      await database.execute(sql, 2);
    });
    await expect(held).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    server.goOn();
    expect(await rows('token_revocation')).toBe(0);
    await database.transaction(async () => void (await database.execute(sql, 3)));
    expect(await rows('token_revocation')).toBe(1);
  });

  it('INF-07 INF-12 is asked anew on a new connection, whoever ended the old one', async () => {
    const { opaque } = await tokens();
    proxy.swallowAnswerTo('INSERT INTO opaque_token');
    expectUnavailable(await client.signIn('root', PASSWORD));
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
    // As after wait_timeout: the server has gone away while nobody asked it anything.
    const [sessions] = await root.query(
      "SELECT id FROM information_schema.processlist WHERE user = 'service'",
    );
    for (const { id } of sessions as { id: number }[]) await root.query(`KILL ${id}`);
    await setTimeout(200);
    expect(await client.verdict(opaque)).toBe('ok');
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
  });

  it('INF-10 is answered with 503 while it is read-only, and reading goes on', async () => {
    const { opaque } = await tokens();
    await root.query('SET GLOBAL read_only = 1');
    const issued = await rows('opaque_token');
    expectUnavailable(await client.signIn('root', PASSWORD));
    expect([await client.verdict(opaque), await rows('opaque_token')]).toEqual(['ok', issued]);
    await root.query('SET GLOBAL read_only = 0');
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
  });

  /** Waits until a statement of the service waits for a lock. @returns The session it is in. */
  async function waiting(): Promise<number> {
    const sql =
      "SELECT id FROM information_schema.processlist WHERE user = 'service' AND state LIKE ?";
    for (;;) {
      const [sessions] = await root.query(sql, ['Waiting for table%']);
      const [session] = sessions as { id: number }[];
      if (session) return session.id;
      await setTimeout(10);
    }
  }

  it.each([
    ['is interrupted by an operator', 'KILL QUERY'],
    ['is in a session that an operator ends', 'KILL'],
    ['takes longer than the server lets it', undefined],
  ])('is answered with 503 where a statement %s', async (_way, kill) => {
    await tokens();
    const issued = await rows('opaque_token');
    if (kill === undefined) {
      await root.query('SET GLOBAL max_statement_time = 0.5');
      // A session takes the limit over when it begins.
      proxy.cut();
      proxy.restore();
      await setTimeout(200);
    }
    await root.query('LOCK TABLES faults.opaque_token READ');
    const answer = client.signIn('root', PASSWORD);
    if (kill !== undefined) await root.query(`${kill} ${await waiting()}`);
    expectUnavailable(await answer);
    await root.query('UNLOCK TABLES');
    await root.query('SET GLOBAL max_statement_time = 0');
    expect(await rows('opaque_token')).toBe(issued);
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
  });

  const LONG =
    'INSERT INTO opaque_token (digest, user_type, user_id, issued_at, expires_at) VALUES (?, 2, 1, 1, 1)';

  it('BOOT-06 has each session in strict mode, in UTF-8, whatever the server’s own mode', async () => {
    await root.query(
      "SET @before = @@GLOBAL.sql_mode, GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
    );
    proxy.cut();
    proxy.restore();
    await setTimeout(200);
    const [row] = await test
      .get(Database)
      .dataSource.query('SELECT @@sql_mode AS mode, @@collation_connection AS collation');
    await root.query('SET GLOBAL sql_mode = @before');
    expect(row).toEqual({
      mode: 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
      collation: 'utf8mb4_unicode_ci',
    });
    const long = test.get(Database).run((manager) => manager.query(LONG, ['d'.repeat(65)]));
    await expect(long).rejects.toThrow(/too long/i);
  });

  it('reads a role in full, whatever length the server cuts such lists at', async () => {
    await test.createAdmin('root', PASSWORD);
    const principal = { type: PrincipalType.Admin, id: await test.createAdmin('few', PASSWORD) };
    await test.get(Roles).create('Few', ['Magento_Backend::admin', 'Magento_User::acl_roles']);
    await test.get(Roles).assign(principal, 'Few');
    // In the middle of a resource, so that it is another one, of more.
    await root.query(
      'SET @before = @@GLOBAL.group_concat_max_len, GLOBAL group_concat_max_len = 44',
    );
    proxy.cut();
    proxy.restore();
    await setTimeout(200);
    const isAllowed = (id: string) => test.get(AccessControl).isAllowed(principal, [id]);
    const [own, beside] = [
      await isAllowed('Magento_User::acl_roles'),
      await isAllowed('Magento_User::acl_users'),
    ];
    await root.query('SET GLOBAL group_concat_max_len = @before');
    expect([own, beside]).toEqual([true, false]);
  });

  it('BOOT-06 is refused at start where its character set is less than all of Unicode', async () => {
    await root.query('ALTER DATABASE faults CHARACTER SET latin1');
    const direct = server.url.replace(/\/$/, '/faults');
    const environment = { DATABASE_URL: direct };
    const refused = startTestApp({
      database: { kind: 'mariadb', environment, remove: async () => {} },
    });
    await expect(refused).rejects.toMatchObject({ code: 'DATABASE_CHARACTER_SET' });
  });
});

describe('an SQLite file that fails', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase('sqlite');
    await begin(database);
  });
  afterEach(async () => {
    await test.stop();
    await database.remove();
  });

  const pragma = (statement: string): Promise<Record<string, unknown>[]> =>
    test.get(Database).dataSource.query(`PRAGMA ${statement}`);

  it.each([
    ['is full', 'max_page_count = 1', 'max_page_count = 1000000'],
    ['cannot be written', 'query_only = 1', 'query_only = 0'],
  ])('INF-13 answers 503 while it %s, and is whole afterwards', async (_what, fail, mend) => {
    const { jwt, opaque } = await tokens();
    await pragma(fail);
    const replies: Reply[] = [];
    // A page has room for some: it is full when one is refused.
    while (replies.at(-1)?.status !== 503 && replies.length < 100)
      replies.push(await client.signIn('root', PASSWORD));
    expectUnavailable(replies.at(-1)!);
    expect([await client.verdict(jwt), await client.verdict(opaque)]).toEqual(['ok', 'ok']);
    await pragma(mend);
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
    const answered = replies.filter(({ status }) => status === 200);
    for (const { body } of answered) expect(await client.verdict(JSON.parse(body))).toBe('ok');
    expect(await pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  const INSERT =
    'INSERT INTO token_revocation (user_type, user_id, revoke_before) VALUES (2, ?, 1)';

  /** For what is opened from now on: a disk that fails when it is told to, once. */
  function fragileDisk(): { failsNext: boolean } {
    const disk = { failsNext: false };
    const { fdatasync } = fs;
    const failing = (file: number, done: (error: Error | null) => void): void => {
      if (disk.failsNext) done(new Error('EIO: i/o error, fdatasync'));
      else fdatasync(file, done);
      disk.failsNext = false;
    };
    const put = (sync: unknown): void => {
      fs.fdatasync = sync as typeof fdatasync;
      syncBuiltinESMExports();
    };
    put(failing);
    onTestFinished(() => put(fdatasync));
    return disk;
  }

  it('writes nothing more once the disk has not taken a commit, and reading goes on', async () => {
    await test.stop();
    const disk = fragileDisk();
    await begin(database);
    const { jwt, opaque } = await tokens();
    disk.failsNext = true;
    expectUnavailable(await client.signIn('root', PASSWORD));
    const issued = await rows('opaque_token');
    for (let times = 0; times < 2; times += 1)
      expectUnavailable(await client.signIn('root', PASSWORD));
    const db = test.get(Database);
    const writes = [
      db.transaction(() => db.execute(INSERT, 1)),
      db.run((manager) => manager.query(INSERT, [1])),
      db.executeRelaxed(INSERT, 1),
    ];
    for (const write of writes)
      await expect(write).rejects.toMatchObject({ cause: { code: 'SQLITE_IOERR_FSYNC' } });
    expect([await rows('opaque_token'), await rows('token_revocation')]).toEqual([issued, 0]);
    expect([await client.verdict(jwt), await client.verdict(opaque)]).toEqual(['ok', 'ok']);
  });

  it('has in itself, once it is opened, what the log of a dead process holds', async () => {
    const { opaque } = await tokens();
    const left = await createTestDatabase('sqlite');
    onTestFinished(() => left.remove());
    const [from, to] = [database, left].map(({ environment }) => environment.DATA_DIR!);
    for (const file of ['master.key', 'tokenwright.sqlite', 'tokenwright.sqlite-wal'])
      copyFileSync(join(from!, file), join(to!, file));
    const again = await startTestApp({ database: left, modules: MODULES });
    onTestFinished(() => again.stop());
    expect(await ServiceClient.of(again).verdict(opaque)).toBe('ok');
    // As if the log had never reached the disk.
    copyFileSync(join(to!, 'tokenwright.sqlite'), join(to!, 'alone.sqlite'));
    const alone = new SqliteDriver(join(to!, 'alone.sqlite'));
    expect(alone.prepare('SELECT COUNT(*) AS n FROM opaque_token').get([])).toMatchObject({ n: 1 });
    alone.close();
  });

  it('INF-13 answers 503 to who waits too long for a transaction of somebody else', async () => {
    await tokens();
    let goOn = (): void => {};
    const held = test
      .get(Database)
      .transaction(() => new Promise<void>((resolve) => (goOn = resolve)));
    const reply = await client.signIn('root', PASSWORD);
    goOn();
    await held;
    expectUnavailable(reply);
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
  });

  /** One row each: where there is no room for it, SQLite ends the transaction by itself. */
  const inserts: Readonly<Record<string, (id: number) => Promise<unknown>>> = {
    execute: (id) => test.get(Database).execute(INSERT, id),
    query: (id) => test.get(Database).run((manager) => manager.query(INSERT, [id])),
  };
  const ROWS = Array.from({ length: 1_000 }, (_, index) => index + 1);

  it.each(
    (['transaction', 'lateTransaction'] as const).flatMap((begin) =>
      Object.keys(inserts).map((way) => [begin, way] as const),
    ),
  )('INF-13 goes on after a %s in which it was full at an %s', async (begin, way) => {
    const db = test.get(Database);
    const insert = inserts[way]!;
    await pragma('max_page_count = 1');
    const full = db[begin](async () => {
      for (const id of ROWS) await insert(id);
    });
    await expect(full).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      cause: { code: 'SQLITE_FULL' },
    });
    await pragma('max_page_count = 1000000');
    expect(await rows('token_revocation')).toBe(0);
    await db[begin](() => insert(1));
    await insert(2);
    expect(await rows('token_revocation')).toBe(2);
  });

  it.each(Object.keys(inserts))(
    'INF-10 keeps nothing of a transaction whose work overlooks that it was full at an %s',
    async (way) => {
      const db = test.get(Database);
      const insert = inserts[way]!;
      await pragma('max_page_count = 1');
      const full = db.transaction(async () => {
        for (const id of ROWS) await insert(id).catch(() => {});
      });
      await expect(full).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      await pragma('max_page_count = 1000000');
      expect(await rows('token_revocation')).toBe(0);
    },
  );
});
