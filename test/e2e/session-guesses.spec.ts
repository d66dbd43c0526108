import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SessionRows } from '../../src/modules/refresh-session/session-rows.js';
import { SessionClient, type SessionReply } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const PER_MINUTE = 6;

const invented = (): string => randomBytes(32).toString('base64url');

describeSessions('refresh tokens that nobody was given', (kind, format) => {
  let test: TestApp;
  let client: SessionClient;
  let stranger: SessionClient;

  beforeEach(async () => {
    const environment = { ADDRESS_BUDGET_PER_MINUTE: String(PER_MINUTE) };
    test = await startSessionApp(format, { kind, environment });
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test);
    await client.login('root', PASSWORD);
    test.clock.advance(60);
    // Behind the same address: a shop's front end, say.
    stranger = SessionClient.of(test, 'stranger');
  });
  afterEach(() => test.stop());

  const expectHeldBack = ({ status, body, setCookie, header }: SessionReply): void =>
    expect([status, body, setCookie, header('retry-after')]).toEqual([
      503,
      { message: 'The service is busy. Please try again later.' },
      undefined,
      '10',
    ]);

  const spend = async (): Promise<void> => {
    for (let count = 0; count < PER_MINUTE; count += 1) {
      const { status, body, setCookie } = await stranger.refresh(invented());
      expect([status, body, setCookie]).toEqual([401, GONE, expect.stringContaining('Max-Age=0')]);
    }
  };

  it('are looked up as often as the budget of their address allows', async () => {
    await spend();
    const lookups = vi.spyOn(test.get(SessionRows), 'byFamily');
    expectHeldBack(await stranger.refresh(invented()));
    expectHeldBack(await stranger.signOut(invented()));
    expect(lookups).not.toHaveBeenCalled();
    const elsewhere = SessionClient.of(test, 'stranger', '198.51.100.7');
    expect((await elsewhere.refresh(invented())).body).toEqual(GONE);
    test.clock.advance(10);
    expect((await stranger.refresh(invented())).body).toEqual(GONE);
    expectHeldBack(await stranger.refresh(invented()));
  });

  it('keep nobody out who was given one, at the same address, however busy', async () => {
    await spend();
    expectHeldBack(await stranger.refresh(invented()));
    for (let count = 0; count < PER_MINUTE * 5; count += 1)
      expect((await client.refresh()).status).toBe(200);
    expect(await client.verdict()).toBe('ok');
    const { cookie } = client;
    expect([(await client.signOut()).status, client.cookie]).toEqual([200, undefined]);
    // Ended, and still one that was given out: told so, and not held back.
    expect((await client.refresh(cookie)).body).toEqual(GONE);
  });

  it('cost nothing where they have not even the shape', async () => {
    for (let count = 0; count < PER_MINUTE * 2; count += 1)
      expect((await stranger.refresh(`${count}`)).body).toEqual(GONE);
    await spend();
  });
});
