import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { inProcess, SessionClient } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const ROUNDS = Number(process.env.SESSION_RACE_ROUNDS ?? 15);

describeSessions('refreshes while everything of the user ends', (kind, format) => {
  let database: TestDatabase;
  let apps: TestApp[];

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    apps = [];
    for (let count = 0; count < 2; count += 1)
      apps.push(await startSessionApp(format, { database }));
  });
  afterEach(async () => {
    for (const each of apps) await each.stop();
    await database.remove();
  });

  it.each([
    ['a password change', (a: AdminAccounts, hash: string) => a.setPassword('root', hash)],
    ['a deactivation', (a: AdminAccounts) => a.deactivate('root')],
    ['a revocation', (a: AdminAccounts) => a.revokeTokens('root')],
  ])(
    'REF-07 leave nothing that works once %s is answered',
    async (_what, end) => {
      const [near, far] = apps as [TestApp, TestApp];
      await near.createAdmin('root', PASSWORD);
      const accounts = near.get(AdminAccounts);
      const hash = await near.get(PasswordHasher).hash(PASSWORD);
      const tokens: string[] = [];
      const count = { renewed: 0, refused: 0 };
      for (let round = 0; round < ROUNDS; round += 1) {
        await accounts.activate('root');
        const client = SessionClient.of(near);
        await client.login('root', PASSWORD);
        const tabs = [near, far, near, far, near, far].map((app) => client.at(inProcess(app)));
        const refreshes = tabs.map((tab) => tab.refresh());
        // By turns while they run and once the first is answered, however fast the machine is.
        await (round % 3 === 2 ? Promise.race(refreshes) : setTimeout(Math.random() * 6));
        await end(accounts, hash);
        const late = [near, far].map((app) => client.at(inProcess(app)).refresh(client.cookie));
        for (const { body } of await Promise.all(late))
          expect([round, body]).toEqual([round, GONE]);
        for (const { status, body } of await Promise.all(refreshes)) {
          count[status === 200 ? 'renewed' : 'refused'] += 1;
          if (status === 200) tokens.push(body.token);
        }
        tokens.push(client.token);
        for (const tab of tabs.filter(({ cookie }) => cookie !== undefined))
          expect([round, (await tab.refresh()).body]).toEqual([round, GONE]);
        for (const app of apps) app.clock.advance(1);
      }
      expect(count.renewed).toBeGreaterThan(0);
      await accounts.activate('root');
      const reader = SessionClient.of(near);
      for (const token of tokens) expect((await reader.verdict(token)).slice(0, 3)).toBe('401');
      await setTimeout(1_050);
      for (const token of tokens)
        expect((await reader.at(inProcess(far)).verdict(token)).slice(0, 3)).toBe('401');
      await reader.login('root', PASSWORD);
      expect((await reader.refresh()).status).toBe(200);
    },
    30_000 + ROUNDS * 2_000,
  );
});
