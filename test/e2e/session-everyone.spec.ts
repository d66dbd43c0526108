import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { IssueClock, LiveTokenCounter, TokenIssuer } from '../../src/contract/index.js';
import { TokenRevokeCommand } from '../../src/modules/integration/token-revoke.command.js';
import { Revocations } from '../../src/modules/integration/revocations.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { Database } from '../../src/persistence/index.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { FixtureCustomers } from '../support/fixture-customers.js';
import { inProcess, SessionClient } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const EVA = 'eva@example.com';
const REVOKED = '401 Bearer error="invalid_token", error_description="The token was revoked"';
const TABLES = ['user_refresh_token', 'opaque_token', 'token_revocation'];

describeSessions('token:revoke --everyone', (kind, format) => {
  let database: TestDatabase;
  let test: TestApp;
  let console: TestApp;
  let client: SessionClient;
  let eva: SessionClient;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    test = await startSessionApp(format, { database });
    console = await startSessionApp(format, { database });
    await test.createAdmin('root', PASSWORD);
    test.get(FixtureCustomers).add(EVA, PASSWORD);
    client = SessionClient.of(test);
    eva = SessionClient.of(test);
    await client.login('root', PASSWORD);
    await eva.login(EVA, PASSWORD, { userType: 'customer' });
  });
  afterEach(async () => {
    for (const each of [test, console]) await each.stop();
    await database.remove();
  });

  const query = (sql: string, values: unknown[] = []): Promise<any[]> =>
    test.get(Database).dataSource.query(sql, values);

  const backUp = async (): Promise<Map<string, any[]>> => {
    const tables = new Map<string, any[]>();
    for (const table of TABLES) tables.set(table, await query(`SELECT * FROM ${table}`));
    return tables;
  };

  const restore = async (tables: Map<string, any[]>): Promise<void> => {
    for (const [table, rows] of tables) {
      await query(`DELETE FROM ${table}`);
      for (const row of rows)
        await query(
          `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
            .map(() => '?')
            .join()})`,
          Object.values(row),
        );
    }
  };

  const revokeEveryone = () => console.get(TokenRevokeCommand).run([], { everyone: true });

  it('SES-25 ends what a restored backup brought back, in every process within a second', async () => {
    const plain = await test.get(TokenIssuer).issue({ type: 2, id: 1 });
    const yesterday = await backUp();
    await test.get(AdminAccounts).revokeTokens('root');
    expect([await client.verdict(), await client.verdict(plain)]).toEqual([REVOKED, REVOKED]);
    await restore(yesterday);
    await test.stop();
    test = await startSessionApp(format, { database });
    client = client.at(inProcess(test));
    eva = eva.at(inProcess(test));
    // Which is why there is the command.
    expect([await client.verdict(), await client.verdict(plain)]).toEqual(['ok', 'ok']);
    expect((await revokeEveryone()).text).toBe(
      'You have revoked the tokens of all administrators and customers.',
    );
    for (const each of [client, eva]) expect((await each.refresh(each.cookie)).body).toEqual(GONE);
    await setTimeout(1_050);
    for (const token of [client.token, plain, eva.token])
      expect(await client.verdict(token)).toBe(REVOKED);
  });

  it('lets everybody sign in anew at once, and shows nothing of before', async () => {
    await SessionClient.of(test, 'another device').login('root', PASSWORD);
    await revokeEveryone();
    await client.login('root', PASSWORD);
    await eva.login(EVA, PASSWORD, { userType: 'customer' });
    for (const each of [client, eva]) {
      expect([await each.verdict(), (await each.refresh()).status]).toEqual(['ok', 200]);
      expect([await each.verdict(), (await each.sessions()).length]).toEqual(['ok', 1]);
    }
    const counter = test.all(LiveTokenCounter).find((each) => each.format === format)!;
    // JWTs are noted a little later.
    await expect.poll(() => counter.count(), { timeout: 5_000 }).toBe(4);
  });

  it('reaches past what was issued after other revocations of the same second, and they past it', async () => {
    const principal = { type: 2, id: 1 } as const;
    for (let count = 0; count < 3; count += 1) await test.get(AdminAccounts).revokeTokens('root');
    await client.login('root', PASSWORD);
    const { token: early } = client;
    await revokeEveryone();
    await revokeEveryone();
    const at = await test.get(IssueClock).nextFor(principal);
    await client.login('root', PASSWORD);
    const { token: late } = client;
    await test.get(AdminAccounts).revokeTokens('root');
    expect(await test.get(IssueClock).nextFor(principal)).toBeGreaterThan(at);
    for (const token of [early, late]) expect(await client.verdict(token)).toBe(REVOKED);
    await client.login('root', PASSWORD);
    expect([await client.verdict(), (await client.refresh()).status]).toEqual(['ok', 200]);
  });

  it('is for one purpose at a time, on record, and leaves integrations alone', async () => {
    for (const options of [{}, { everyone: true, admin: 'root' }])
      await expect(console.get(TokenRevokeCommand).run([], options)).rejects.toThrow(
        'Say one of --admin <username>, --customer <email> and --everyone.',
      );
    await revokeEveryone();
    const rows = await query("SELECT subject FROM audit_event WHERE action = 'token.revoke'");
    expect(rows).toEqual([{ subject: 'everyone' }]);
    expect(await test.get(Revocations).revokedUpTo({ type: 1, id: 1 })).toBe(0);
  });
});
