import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { AuditTrail } from '../../src/contract/index.js';
import { AuditPurger } from '../../src/modules/security/audit/audit-purger.js';
import { AuditRecords } from '../../src/modules/security/audit/audit-records.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PASSWORD = 'correct horse';

describeOnEachDatabase('the audit trail', (kind) => {
  let test: TestApp;
  let token: string;

  beforeAll(async () => {
    test = await startTestApp({ kind, environment: { SIGN_IN_LOCK_MAX_FAILURES: '6' } });
    await test.createAdmin('root', PASSWORD);
    token = (await signIn('root', PASSWORD)).json();
  });
  afterAll(() => test.stop());

  const signIn = (username: string, password: string, agent = 'curl/8') =>
    test.app.inject({
      method: 'POST',
      url: '/rest/V1/integration/admin/token',
      headers: { 'user-agent': agent, 'x-request-id': 'request-1' },
      payload: { username, password },
    });
  const newest = async (limit = 1) => test.get(AuditRecords).find({ limit });
  const get = (query: string, bearer = token) =>
    test.app.inject({
      url: `/rest/V1/audit${query}`,
      headers: { authorization: `Bearer ${bearer}` },
    });

  it('notes a good sign-in and its token, with who and from where', async () => {
    await signIn('root', PASSWORD);
    const from = { address: '127.0.0.1', user_agent: 'curl/8', request_id: 'request-1' };
    const who = { result: 'success', actor: 'admin', actor_id: 1, subject: 'root', ...from };
    expect(await newest(2)).toMatchObject([
      { action: 'token.issue', ...who, details: { format: 'jwt' } },
      { action: 'admin.sign-in', ...who, actor_name: 'root', at: '2026-01-01T00:00:00Z' },
    ]);
  });

  it('notes a bad sign-in, and a lock once, and nothing of what the lock refuses', async () => {
    for (let time = 0; time < 9; time += 1) await signIn('locked', 'wrong');
    const found = await test.get(AuditRecords).find({ subject: 'locked', limit: 50 });
    expect(found.map(({ action, result }) => `${action} ${result}`)).toEqual([
      'sign-in.lock failure',
      ...Array<string>(6).fill('admin.sign-in failure'),
    ]);
    expect(found[1]).toMatchObject({ actor: 'anonymous', details: { code: 'SIGN_IN_FAILED' } });
  });

  it('notes what is done to accounts at the console', async () => {
    const accounts = test.get(AdminAccounts);
    await test.createAdmin('clerk', PASSWORD);
    await accounts.deactivate('clerk');
    await accounts.activate('clerk');
    await accounts.setPassword('clerk', await test.get(PasswordHasher).hash('another one'));
    await accounts.revokeTokens('clerk');
    const found = await test.get(AuditRecords).find({ subject: 'clerk', limit: 50 });
    expect(found.map(({ action }) => action)).toEqual([
      'token.revoke',
      'admin.password',
      'admin.activate',
      'admin.deactivate',
      'admin.create',
      'admin.role',
    ]);
    expect(new Set(found.map(({ actor, address }) => `${actor} ${address}`))).toEqual(
      new Set(['console null']),
    );
  });

  it('keeps a success only with its transaction, and a failure whatever becomes of it', async () => {
    const trail = test.get(AuditTrail);
    const rolledBack = test.get(Database).transaction(async () => {
      await trail.record({ action: 'role.grant', result: 'success', subject: 'rolled back' });
      await trail.record({ action: 'role.grant', result: 'failure', subject: 'rolled back' });
      throw new Error('roll back');
    });
    await expect(rolledBack).rejects.toThrow('roll back');
    const found = await test.get(AuditRecords).find({ subject: 'rolled back', limit: 50 });
    expect(found.map(({ result }) => result)).toEqual(['failure']);
  });

  it('LEA-05 bounds and cleans what strangers send', async () => {
    const agent = `evil\u001b[2J${'x'.repeat(5_000)}`;
    await signIn('a\u0000b\ud800c\u202e', 'wrong', agent);
    const [record] = await newest();
    expect(record!.subject).toBe('a\ufffdb\ufffdc\ufffd');
    expect(record!.user_agent).toHaveLength(255);
    expect(record!.user_agent).toMatch(/^evil\ufffd\[2Jx+$/);
    const details = { list: Array.from({ length: 5_000 }, () => 'resource') };
    await test.get(AuditTrail).record({ action: 'role.grant', result: 'success', details });
    expect((await newest())[0]!.details).toEqual({ omitted: expect.any(Number) });
  });

  it('answers whoever may know, newest first and page by page', async () => {
    const first = (await get('?limit=2')).json();
    expect(first.items).toHaveLength(2);
    expect(first.items[0].id).toBe(first.items[1].id + 1);
    expect(first.next_before).toBe(first.items[1].id);
    const second = (await get(`?limit=2&before=${first.next_before}`)).json();
    expect(second.items[0].id).toBe(first.items[1].id - 1);
    expect((await get('?before=1')).json()).toEqual({ items: [], next_before: null });
    expect(Object.keys(first.items[0])).toEqual([
      'id',
      'at',
      'action',
      'result',
      'actor',
      'actor_id',
      'actor_name',
      'subject',
      'address',
      'user_agent',
      'request_id',
      'details',
    ]);
    const stranger = await get('', 'junk');
    expect([stranger.statusCode, stranger.json().parameters]).toEqual([
      401,
      { resources: 'Tokenwright::audit' },
    ]);
  });

  it('filters by action, result, actor, subject and time', async () => {
    const count = async (query: string): Promise<number> =>
      (await get(`?limit=1000&${query}`)).json().items.length;
    const all = await count('');
    expect(await count('action=sign-in.lock')).toBe(1);
    expect((await count('result=success')) + (await count('result=failure'))).toBe(all);
    expect(await count('actor=admin:1')).toBe(await count('actor=admin'));
    expect(await count('actor=root&action=admin.sign-in')).toBe(2);
    expect(await count('actor=admin:77')).toBe(0);
    expect(await count('subject=locked')).toBe(7);
    expect(await count('since=2026-01-01')).toBe(all);
    expect(await count('since=2026-01-01T00:00:01Z')).toBe(0);
    expect(await count('until=2026-01-01T00:59:59%2B01:00')).toBe(0);
  });

  it.each([
    'result=maybe',
    'action=a%20b',
    'since=yesterday',
    'since=2026-01-01T00:00:00',
    'until=2026-13-01',
    'limit=0',
    'limit=1001',
    'limit=1e3',
    'before=-1',
    'before=99999999999',
    'subject=',
    'action=a&action=b',
  ])('answers 400 to the filter %s and names it', async (query) => {
    const reply = await get(`?${query}`);
    expect([reply.statusCode, reply.json().parameters.fieldName]).toEqual([
      400,
      query.split('=')[0],
    ]);
  });

  it('notes no more than 600 failures a minute, and how many it did not', async () => {
    const trail = test.get(AuditTrail);
    const store = vi.spyOn(test.get(Database), 'execute');
    test.clock.advance(60);
    for (let time = 0; time < 700; time += 1)
      await trail.record({ action: 'flood.try', result: 'failure' });
    expect(store).toHaveBeenCalledTimes(600);
    test.clock.advance(60);
    await trail.record({ action: 'flood.try', result: 'failure' });
    expect(await newest(2)).toMatchObject([
      { action: 'flood.try' },
      { action: 'audit.skip', details: { events: 100 } },
    ]);
  });

  it('forgets what is older than the retention, and nothing else', async () => {
    test.clock.advance(31_536_000 - 180);
    expect(await test.get(AuditPurger).purge()).toBe(0);
    await test.get(AuditTrail).record({ action: 'key.rotate', result: 'success' });
    test.clock.advance(180);
    expect(await test.get(AuditPurger).purge()).toBeGreaterThan(600);
    expect((await newest(50)).map(({ action }) => action)).toEqual(['key.rotate']);
  });
});
