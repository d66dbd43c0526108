import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AuditTrail, type ConsoleOptions, type ConsoleResult } from '../../src/contract/index.js';
import { SessionEndCommand } from '../../src/modules/refresh-session/session-end.command.js';
import { SessionListCommand } from '../../src/modules/refresh-session/session-list.command.js';
import { SessionPurgeCommand } from '../../src/modules/refresh-session/session-purge.command.js';
import { FixtureCustomers } from '../support/fixture-customers.js';
import { SessionClient } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const EVA = 'eva@example.com';

describeSessions('commands for sessions', (kind, format) => {
  let test: TestApp;
  let root: SessionClient;
  let eva: SessionClient;

  beforeEach(async () => {
    test = await startSessionApp(format, { kind });
    await test.createAdmin('root', PASSWORD);
    test.get(FixtureCustomers).add(EVA, PASSWORD);
    root = SessionClient.of(test);
    eva = SessionClient.of(test);
    await root.login('root', PASSWORD, { deviceName: 'the laptop' });
    await eva.login(EVA, PASSWORD, { userType: 'customer' });
  });
  afterEach(() => test.stop());

  const list = (options: ConsoleOptions): Promise<ConsoleResult> =>
    test.get(SessionListCommand).run([], options);
  const end = (args: readonly string[], options: ConsoleOptions = {}): Promise<ConsoleResult> =>
    test.get(SessionEndCommand).run(args, options);

  it('list the sessions of an administrator or a customer', async () => {
    const { text, json } = await list({ admin: 'root' });
    const [session] = await root.sessions();
    expect(json).toEqual([
      expect.objectContaining({ id: session.id, deviceName: 'the laptop', ip: '192.0.2.1' }),
    ]);
    expect(text).toBe(
      `${session.id}  2026-01-01T00:00:00Z  192.0.2.1  Firefox 131 on Linux  the laptop`,
    );
    expect((await list({ customer: EVA })).json).toHaveLength(1);
    await root.signOut();
    expect(await list({ admin: 'root' })).toEqual({ text: 'No sessions.', json: [] });
  });

  it('end one session, or all of one user', async () => {
    const [{ id }] = await root.sessions();
    expect(await end([id])).toEqual({ text: '1 session ended.', json: { ended: 1 } });
    expect((await root.refresh()).body).toEqual(GONE);
    await expect(end([id])).rejects.toMatchObject({ code: 'SESSION_UNKNOWN' });
    expect((await end([], { customer: EVA })).json).toEqual({ ended: 1 });
    expect((await eva.refresh()).body).toEqual(GONE);
    expect((await end([], { admin: 'root' })).text).toBe('0 sessions ended.');
  });

  it('end nothing where it cannot be noted', async () => {
    const [{ id }] = await root.sessions();
    const record = vi.spyOn(test.get(AuditTrail), 'record');
    record.mockRejectedValue(new Error('the database is away'));
    for (const ending of [() => end([id]), () => end([], { admin: 'root' })])
      await expect(ending()).rejects.toThrow('the database is away');
    record.mockRestore();
    expect((await root.refresh()).status).toBe(200);
  });

  it('ask for one owner, or one session', async () => {
    for (const options of [{}, { admin: 'root', customer: EVA }])
      await expect(list(options)).rejects.toMatchObject({ code: 'SESSION_FIELD' });
    await expect(end([])).rejects.toMatchObject({ code: 'SESSION_FIELD' });
    await expect(end(['x'], { admin: 'root' })).rejects.toMatchObject({ code: 'SESSION_FIELD' });
    await expect(list({ admin: 'nobody' })).rejects.toMatchObject({ code: 'ADMIN_UNKNOWN' });
  });

  it('remove what has expired', async () => {
    test.clock.advance(2_592_000 + 60);
    const purge = test.get(SessionPurgeCommand);
    expect(await purge.run()).toEqual({
      text: '2 expired sessions removed',
      json: { 'expired sessions': 2 },
    });
    expect((await purge.run()).json).toEqual({ 'expired sessions': 0 });
  });
});
