import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { AuditTrail, PrincipalType, Purger, TokenRevoker } from '../../src/contract/index.js';
import { Database } from '../../src/persistence/index.js';
import { crowd } from '../support/crowded-table.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { FixtureCustomers, fixtureCustomersManifest } from '../support/fixture-customers.js';
import { Erp, WITH_OAUTH } from '../support/integrations.js';
import { RecordedStatements, type Statement } from '../support/recorded-statements.js';
import { SessionClient } from '../support/session-client.js';
import { PASSWORD } from '../support/session-suite.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Tables that grow with use, and how many statements look for something in them, at least. */
const TABLES = {
  user_refresh_token: 15,
  opaque_token: 4,
  token_revocation: 2,
  jwt_issue: 2,
  oauth_nonce: 2,
  sign_in_lock: 5,
  audit_event: 2,
} as const;

/** Enough for MariaDB to prefer an index to reading everything. */
const ROWS = 3_000;

/** Of a table that is kept below 100,000 rows. */
const COUNTED_ONCE_AN_HOUR = /^SELECT COUNT\(1\) AS ["`]cnt["`] FROM ["`]sign_in_lock["`]/;

const EVA = 'eva@example.com';

describeOnEachDatabase('what grows with use', (kind) => {
  let database: TestDatabase;
  let recorded: RecordedStatements;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    recorded = new RecordedStatements();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await database.remove();
  });

  const start = async (jwt: 'enabled' | 'accept-only'): Promise<TestApp> => {
    const test = await startTestApp({
      database,
      modules: { ...WITH_OAUTH, 'jwt-user-token': jwt, 'refresh-session': 'enabled' },
      manifests: [fixtureCustomersManifest],
      environment: {
        SESSION_MAX_PER_USER: '3',
        // So that addresses are forgotten before sessions end.
        SESSION_IDLE_SECONDS: '5000000',
        SIGN_IN_LOCK_MAX_FAILURES: '6',
      },
    });
    recorded.follow(test.get(Database));
    return test;
  };

  it('is looked up, changed and swept by an index, whatever users, thieves and timers do', async () => {
    let test = await start('enabled');
    const { dataSource } = test.get(Database);
    await test.createAdmin('root', PASSWORD);
    for (const table of Object.keys(TABLES)) {
      const metadata = dataSource.entityMetadatas.find(({ tableName }) => tableName === table)!;
      await crowd(dataSource, metadata, ROWS);
      if (kind === 'mariadb') await dataSource.query(`ANALYZE TABLE ${table}`);
    }
    await use(test);
    await test.stop();
    test = await start('accept-only');
    onTestFinished(() => test.stop());
    await use(test);
    const looked = Object.entries(TABLES).map(([table, least]) => {
      const statements = recorded.on(table);
      const found = statements.map(({ sql }) => sql).join('\n');
      expect(statements.length, `${table}: ${found}`).toBeGreaterThanOrEqual(least);
      return statements;
    });
    const scans: unknown[] = [];
    for (const statement of new Set(looked.flat()))
      scans.push(...(await fullScans(test.get(Database), kind, statement)));
    expect(scans.filter((sql) => !COUNTED_ONCE_AN_HOUR.test(String(sql)))).toEqual([]);
  });
});

/** Everything that people and time do to sessions, tokens, nonces, locks and the trail. */
async function use(test: TestApp): Promise<void> {
  test.get(FixtureCustomers).add(EVA, PASSWORD, 77);
  const root = SessionClient.of(test);
  for (const device of ['a', 'b', 'c', 'd'])
    await SessionClient.of(test, device).login('root', PASSWORD);
  await root.login('root', PASSWORD);
  await root.login('root', 'wrong');
  const eva = SessionClient.of(test);
  await eva.login(EVA, PASSWORD, { userType: 'customer' });
  await root.authorized('POST', '/auth/impersonate', { customerId: '77' });
  const { cookie: first } = root;
  for (let count = 0; count < 3; count += 1) expect((await root.refresh()).status).toBe(200);
  const sessions = await root.sessions();
  const other = sessions.find(({ current }) => !current);
  await root.authorized('DELETE', `/auth/sessions/${other.id}`);
  await root.authorized('DELETE', '/auth/sessions');
  await eva.signOut();
  await root.refresh(first);
  await root.login('root', PASSWORD);
  const body = { currentPassword: PASSWORD, newPassword: PASSWORD };
  await root.authorized('PUT', '/auth/password', body);
  for (const revoker of test.all(TokenRevoker))
    await revoker.revokeAllFor({ type: PrincipalType.Admin, id: 1 });
  const erp = Erp.with(test, await Erp.create(test, `ERP ${Math.random()}`));
  expect(await erp.verdict()).toBe('200');
  await test.get(AuditTrail).record({ action: 'test.use', result: 'success' });
  for (const purger of test.all(Purger)) await purger.purge();
}

/** @returns The statement, once for each table or index of which its plan reads everything. */
async function fullScans(
  { dataSource }: Database,
  kind: string,
  { sql, values }: Statement,
): Promise<unknown[]> {
  if (kind === 'sqlite') {
    const plan: { detail: string }[] = await dataSource.query(`EXPLAIN QUERY PLAN ${sql}`, [
      ...values,
    ]);
    return plan.filter(({ detail }) => /^SCAN (?!CONSTANT)/.test(detail)).map(() => sql);
  }
  const statement = sql.replace(/^\/\*M! SET STATEMENT .* FOR \*\/ /, '');
  const plan: { type: string | null }[] = await dataSource.query(`EXPLAIN ${statement}`, [
    ...values,
  ]);
  return plan.filter(({ type }) => type === 'ALL' || type === 'index').map(() => sql);
}
