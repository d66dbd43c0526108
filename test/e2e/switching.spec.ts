import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import type { ModuleState } from '../../src/kernel/index.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { INACTIVE, REVOKED, ServiceClient, UNREADABLE } from '../support/service-client.js';
import { decodeJwt, JWT, OPAQUE } from '../support/service-tokens.js';
import { BASE, startTestApp, type TestApp } from '../support/test-app.js';

const PASSWORD = 'correct horse battery';

/** A running application and its client. */
interface Running {
  readonly test: TestApp;
  readonly client: ServiceClient;
}

describeOnEachDatabase('switching the token format', (kind) => {
  let database: TestDatabase;
  let running: Running[];

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    running = [];
  });
  afterEach(async () => {
    await stopAll();
    await database.remove();
  });

  /** One more application on the same database, as a second process would be. */
  async function start(jwt: ModuleState): Promise<Running> {
    const test = await startTestApp({ database, modules: { ...BASE, 'jwt-user-token': jwt } });
    const started = { test, client: ServiceClient.of(test) };
    running.push(started);
    return started;
  }

  async function stopAll(): Promise<void> {
    for (const { test } of running.splice(0)) await test.stop();
  }

  async function restart(jwt: ModuleState): Promise<Running> {
    await stopAll();
    return start(jwt);
  }

  const signIn = (client: ServiceClient, username = 'root'): Promise<string> =>
    client.token(username, PASSWORD);

  const verdicts = (client: ServiceClient, tokens: readonly string[]): Promise<string[]> =>
    Promise.all(tokens.map((token) => client.verdict(token)));

  it('tells the whole story: opaque, JWT, revoked, drained', async () => {
    let { test, client } = await start('disabled');
    const id = await test.createAdmin('root', PASSWORD);
    const opaque = await signIn(client);
    expect(opaque).toMatch(OPAQUE);
    const reply = await client.guarded(opaque);
    expect([reply.status, JSON.parse(reply.body).toSorted()]).toEqual([
      200,
      ['authorization', 'fake-clock', 'integration', 'security', 'user', 'webapi'],
    ]);

    ({ test, client } = await restart('enabled'));
    const jwt = await signIn(client);
    const now = test.clock.now();
    const { header, payload } = decodeJwt(jwt);
    expect(header).toMatch(/^\{"kid":"[\w-]+","alg":"HS256"\}$/);
    expect(payload).toBe(`{"uid":${id},"utypid":2,"iat":${now},"exp":${now + 3600}}`);
    expect(await verdicts(client, [opaque, jwt])).toEqual(['ok', 'ok']);

    await test.get(AdminAccounts).revokeTokens('root');
    expect(await verdicts(client, [opaque, jwt])).toEqual([REVOKED, REVOKED]);
    const secondJwt = await signIn(client);
    expect(await client.verdict(secondJwt)).toBe('ok');

    ({ test, client } = await restart('accept-only'));
    const secondOpaque = await signIn(client);
    expect(secondOpaque).toMatch(OPAQUE);
    expect(await verdicts(client, [secondJwt, secondOpaque])).toEqual(['ok', 'ok']);
    expect(await verdicts(client, [opaque, jwt])).toEqual([REVOKED, REVOKED]);
  });

  it('brings nothing revoked back, whatever is switched in whatever order', async () => {
    const states = ['disabled', 'accept-only', 'enabled'] as const;
    const users = [...states, 'unharmed'];
    let { test, client } = await start('disabled');
    for (const user of users) await test.createAdmin(user, PASSWORD);
    const opaque = await Promise.all(users.map((user) => signIn(client, user)));
    ({ test, client } = await restart('enabled'));
    const jwt = await Promise.all(users.map((user) => signIn(client, user)));
    expect([
      opaque.every((each) => OPAQUE.test(each)),
      jwt.every((each) => JWT.test(each)),
    ]).toEqual([true, true]);

    // Each of three users is revoked in another state; then every change from one state to
    // another, and every restart in one, happens at least once.
    for (const state of states) {
      ({ test } = await restart(state));
      await test.get(AdminAccounts).revokeTokens(state);
    }
    const walk = [0, 0, 1, 1, 2, 2, 0, 2, 1, 0].map((index) => states[index]!);
    for (const state of walk) {
      ({ client } = await restart(state));
      const readable = state !== 'disabled';
      const dead = readable ? REVOKED : UNREADABLE;
      expect([state, await verdicts(client, opaque)]).toEqual([
        state,
        [REVOKED, REVOKED, REVOKED, 'ok'],
      ]);
      expect([state, await verdicts(client, jwt)]).toEqual([
        state,
        [dead, dead, dead, readable ? 'ok' : UNREADABLE],
      ]);
      expect(await client.verdict(await signIn(client, 'enabled'))).toBe('ok');
    }
  });

  it('ends the tokens of every format with a password change', async () => {
    const { tokens, client, test } = await bothFormats();
    const hash = await test.get(PasswordHasher).hash('another password');
    await test.get(AdminAccounts).setPassword('root', hash);
    expect(await verdicts(client, tokens)).toEqual([REVOKED, REVOKED]);
    expect((await client.signIn('root', PASSWORD)).status).toBe(401);
    expect(await client.verdict(await client.token('root', 'another password'))).toBe('ok');
  });

  it('ends them with a deactivation, and revives none with a reactivation', async () => {
    const { tokens, client, test } = await bothFormats();
    await test.get(AdminAccounts).deactivate('root');
    for (const verdict of await verdicts(client, tokens))
      expect([REVOKED, INACTIVE]).toContain(verdict);
    expect((await client.signIn('root', PASSWORD)).status).toBe(401);

    await test.get(AdminAccounts).activate('root');
    expect(await verdicts(client, tokens)).toEqual([REVOKED, REVOKED]);
    expect(await client.verdict(await signIn(client))).toBe('ok');
  });

  it('hears within a second of a revocation in another process, and at once of its own', async () => {
    const { test, client: near } = await start('enabled');
    const { client: far } = await start('enabled');
    await test.createAdmin('root', PASSWORD);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const token = await signIn(near);
      // The other one has an answer in memory, more or less fresh.
      expect(await far.verdict(token)).toBe('ok');
      await setTimeout(attempt * 300);
      await test.get(AdminAccounts).revokeTokens('root');
      const since = performance.now();
      expect(await near.verdict(token)).toBe(REVOKED);
      delays.push(await staleFor(far, token, REVOKED, since));
    }
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_000);
  });

  it('sees a change made behind its back within a second: the account, then its role', async () => {
    const { test, tokens, client, id } = await bothFormats();
    const other = (await start('enabled')).test.get(Database).dataSource;
    expect(await verdicts(client, tokens)).toEqual(['ok', 'ok']);
    for (const [sql, verdict] of [
      ['UPDATE admin_user SET is_active = 0 WHERE user_id = ?', INACTIVE],
      ['UPDATE admin_user SET is_active = 1 WHERE user_id = ?', 'ok'],
      ['DELETE FROM authorization_assignment WHERE user_type = 2 AND user_id = ?', 'Bearer'],
      ['DELETE FROM admin_user WHERE user_id = ?', INACTIVE],
    ] as const) {
      await other.query(sql, [id]);
      const since = performance.now();
      const delays = [];
      for (const token of tokens) delays.push(await staleFor(client, token, verdict, since));
      expect([sql, delays.filter((delay) => delay > 1_000)]).toEqual([sql, []]);
    }
    // Whoever comes to have that id later inherits nothing: the account is gone, not its record.
    await expect(test.get(AdminAccounts).principalOf('root')).rejects.toMatchObject({
      code: 'ADMIN_UNKNOWN',
    });
  });

  /** An administrator with a token of each format, in an application that reads both. */
  async function bothFormats(): Promise<Running & { id: number; tokens: readonly string[] }> {
    const before = await start('disabled');
    const id = await before.test.createAdmin('root', PASSWORD);
    const opaque = await signIn(before.client);
    const { test, client } = await restart('enabled');
    const tokens = [opaque, await signIn(client)];
    expect(await verdicts(client, tokens)).toEqual(['ok', 'ok']);
    return { test, client, id, tokens };
  }
});

/**
 * Asks until the verdict is the expected one, or for five seconds.
 *
 * @returns Milliseconds from `since` to the sending of the last request that got another answer. (A
 *   busy machine may take its time to answer; that says nothing about how old the answer is.)
 */
async function staleFor(
  client: ServiceClient,
  token: string,
  verdict: string,
  since: number,
): Promise<number> {
  for (let stale = 0; ; await setTimeout(10)) {
    const sent = performance.now() - since;
    if (sent > 5_000 || (await client.verdict(token)) === verdict) return stale;
    stale = sent;
  }
}
