import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Purger } from '../../src/contract/index.js';
import { Revocations } from '../../src/modules/integration/revocations.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { SessionClient, type SessionReply } from '../support/session-client.js';
import { describeSessions, GONE, PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const UNREADABLE = '401 Bearer error="invalid_token", error_description="The token is unreadable"';

describeSessions('the two tokens of a session', (kind, format) => {
  let test: TestApp;
  let client: SessionClient;
  let reply: SessionReply;

  beforeEach(async () => {
    test = await startSessionApp(format, { kind });
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test);
    reply = await client.login('root', PASSWORD);
  });
  afterEach(() => test.stop());

  it('TYP-01 are not each other: the refresh token opens nothing as a bearer', async () => {
    const { cookie = '' } = client;
    expect(await client.verdict(cookie)).toBe(UNREADABLE);
    expect(await client.verdict(`refresh-token=${cookie}`)).toBe(UNREADABLE);
    // Shown to the wrong door, it was neither consumed nor suspected.
    expect((await client.refresh()).status).toBe(200);
  });

  it('TYP-02 are not each other: the access token as a cookie is refused, and cleared', async () => {
    const { cookie, token } = client;
    const refused = await client.refresh(token);
    expect([refused.status, refused.body]).toEqual([401, GONE]);
    expect(refused.setCookie).toMatch(/^refresh-token=; HttpOnly; .*Max-Age=0$/);
    expect((await client.signOut(token)).status).toBe(200);
    expect([await client.verdict(), (await client.refresh(cookie)).status]).toEqual(['ok', 200]);
  });

  it('SES-16 are both refused on the connection on which they were good a moment ago', async () => {
    await test.app.listen(0, '127.0.0.1');
    const url = await test.app.getUrl();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const connections = new Set<number | undefined>();
    const send = (method: string, path: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const call = request(`${url}${path}`, { method, agent, headers }, (answer) => {
          connections.add(answer.socket.localPort);
          text(answer).then(() => resolve(answer.statusCode), reject);
        });
        call.on('error', reject).end();
      });
    const authorization = `Bearer ${client.token}`;
    try {
      expect(await send('GET', '/auth/sessions', { authorization })).toBe(200);
      await test.get(AdminAccounts).deactivate('root');
      const cookie = `refresh-token=${client.cookie}`;
      expect(await send('GET', '/auth/sessions', { authorization })).toBe(401);
      expect(await send('POST', '/auth/refresh-token', { cookie })).toBe(401);
      expect(connections.size).toBe(1);
    } finally {
      agent.destroy();
    }
  });

  it('SES-29 are good again by no purge, whatever is removed first', async () => {
    await test.get(AdminAccounts).revokeTokens('root');
    const purge = async (): Promise<void> => {
      for (const purger of test.all(Purger)) await purger.purge();
    };
    const refused = async (): Promise<void> => {
      expect((await client.verdict()).slice(0, 3)).toBe('401');
      expect((await client.refresh()).body).toEqual(GONE);
    };
    const { cookie } = client;
    for (const seconds of [0, 301, 86_400, 7_776_000, 31_536_000]) {
      test.clock.advance(seconds);
      client.cookie = cookie;
      await purge();
      await refused();
    }
    // The record of the revocation outlives every token.
    expect(await test.get(Revocations).currentlyRevokedUpTo({ type: 2, id: 1 })).toBeGreaterThan(0);
  });

  it('SES-24 come in answers that are not kept, not sniffed and in nobody’s frame', async () => {
    const { cookie } = client;
    for (const [what, answer] of [
      ['sign-in', reply],
      ['renewal', await client.refresh()],
      ['list', await client.authorized('GET', '/auth/sessions')],
      ['refusal', await client.refresh('unknown')],
      ['no such page', await client.authorized('GET', '/auth/nothing')],
      ['sign-out', await client.signOut(cookie)],
    ] as const)
      expect([
        what,
        answer.header('cache-control'),
        answer.header('x-content-type-options'),
        answer.header('content-security-policy'),
      ]).toEqual([what, 'no-store', 'nosniff', "default-src 'none'; frame-ancestors 'none'"]);
  });
});
