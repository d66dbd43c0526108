import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SessionClient, type SessionReply } from '../support/session-client.js';
import {
  describeSessions,
  FOREIGN_ORIGIN,
  GONE,
  MISSING,
  PASSWORD,
  startSessionApp,
} from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const FRIEND = 'https://shop.example';
const REFRESH = '/auth/refresh-token';

describeSessions('the refresh cookie', (kind, format) => {
  let test: TestApp;
  let client: SessionClient;

  const start = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    await test?.stop();
    test = await startSessionApp(format, { kind, environment });
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test);
  };

  beforeEach(() => start({ CORS_ALLOWED_ORIGINS: `https://other.example, ${FRIEND}` }));
  afterEach(async () => {
    await test.stop();
    test = undefined as never;
  });

  const send = (
    headers: Readonly<Record<string, string>>,
    method: 'POST' | 'DELETE' = 'POST',
  ): Promise<SessionReply> => client.call({ method, path: REFRESH, headers });

  it('REF-22 has its attributes at sign-in, renewal and sign-out', async () => {
    const rest = 'HttpOnly; Secure; SameSite=None; Path=/auth/refresh-token; Max-Age=';
    const { setCookie: given } = await client.login('root', PASSWORD);
    expect(given).toBe(`refresh-token=${client.cookie}; ${rest}7776000`);
    test.clock.advance(10);
    const { setCookie: renewed } = await client.refresh();
    expect(renewed).toBe(`refresh-token=${client.cookie}; ${rest}7775990`);
    expect((await client.signOut()).setCookie).toBe(`refresh-token=; ${rest}0`);
  });

  it('is named and bounded as the settings say', async () => {
    await start({
      SESSION_COOKIE_NAME: '__Secure-renewal',
      SESSION_COOKIE_SAME_SITE: 'Strict',
      SESSION_ABSOLUTE_SECONDS: '1000',
    });
    const { setCookie } = await client.login('root', PASSWORD);
    expect(setCookie).toMatch(
      /^__Secure-renewal=[\w-]{43}; HttpOnly; Secure; SameSite=Strict; Path=\/auth\/refresh-token; Max-Age=1000$/,
    );
    await start({ SESSION_COOKIE_SECURE: 'false', SESSION_COOKIE_SAME_SITE: 'Lax' });
    expect((await client.login('root', PASSWORD)).setCookie).toMatch(
      /=[\w-]{43}; HttpOnly; SameSite=Lax;/,
    );
  });

  it('REF-24 is refused when there are two of its name, and neither is consumed', async () => {
    await client.login('root', PASSWORD);
    const { cookie: mine } = client;
    for (const header of [
      `refresh-token=${mine}; refresh-token=${'A'.repeat(43)}`,
      `refresh-token=${'A'.repeat(43)};refresh-token=${mine}`,
      `refresh-token=${mine}; theme=dark; refresh-token=${mine}`,
      `refresh-token=; refresh-token=${mine}`,
    ])
      for (const method of ['POST', 'DELETE'] as const) {
        const { status, body, setCookie } = await send({ cookie: header }, method);
        expect([header, status, body, setCookie]).toEqual([header, 401, MISSING, undefined]);
      }
    expect((await client.refresh(mine)).status).toBe(200);
    expect((await client.refresh()).status).toBe(200);
  });

  it('REF-25 is refused in any other spelling', async () => {
    await client.login('root', PASSWORD);
    const mine = client.cookie!;
    const last = mine.at(-1)!;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = mine.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1];
    for (const value of [
      `"${mine}"`,
      `%${mine.charCodeAt(0).toString(16)}${mine.slice(1)}`,
      `${mine} `.padEnd(46, 'x'),
      ` x${mine}`,
      `${mine}=`,
      twin,
      `j:{"token":"${mine}"}`,
      'x'.repeat(8_000),
      `${mine.slice(0, 20)} ${mine.slice(20)}`,
    ]) {
      const { status, body } = await send({ cookie: `refresh-token=${value}` });
      expect([value, status, body]).toEqual([value, 401, GONE]);
    }
    expect((await client.refresh(mine)).status).toBe(200);
  });

  it('REF-26 REF-27 is not looked for under another name, nor anywhere else', async () => {
    await client.login('root', PASSWORD);
    const mine = client.cookie!;
    for (const cookie of [
      `Refresh-Token=${mine}`,
      `__Host-refresh-token=${mine}`,
      `x=refresh-token=${mine}`,
    ])
      expect((await send({ cookie })).body).toEqual(MISSING);
    const body = { refreshToken: mine, 'refresh-token': mine };
    const reply = await client.call({
      method: 'POST',
      path: `${REFRESH}?refresh-token=${mine}`,
      body,
    });
    expect(reply.body).toEqual(MISSING);
    const both = await client.call({
      method: 'POST',
      path: REFRESH,
      headers: { cookie: `refresh-token=${mine}` },
      body: { 'refresh-token': 'A'.repeat(43) },
    });
    expect(both.status).toBe(200);
  });

  it('REF-28 SES-22 is of no use to a page of a foreign origin, which consumes nothing', async () => {
    await client.login('root', PASSWORD);
    const { cookie: mine, token } = client;
    const cookie = `refresh-token=${mine}`;
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${FRIEND}.evil.example` },
      { origin: `${FRIEND}:8443` },
      { origin: 'http://shop.example' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { referer: 'https://evil.example/form.html' },
    ])
      for (const method of ['POST', 'DELETE'] as const) {
        const { status, body, setCookie } = await send({ cookie, ...headers } as never, method);
        expect([headers, status, body, setCookie]).toEqual([
          headers,
          403,
          FOREIGN_ORIGIN,
          undefined,
        ]);
      }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const reply = await test.app.inject({
        method: 'POST',
        url: REFRESH,
        headers: { cookie, origin: 'https://evil.example', 'content-type': type },
        payload: 'a=b',
      });
      expect([400, 403]).toContain(reply.statusCode);
    }
    expect(await client.verdict(token)).toBe('ok');
    expect((await client.refresh(mine)).status).toBe(200);
  });

  it('serves its own pages, those of allowed origins, and what is no page', async () => {
    await client.login('root', PASSWORD);
    for (const headers of [
      {},
      { origin: FRIEND, 'sec-fetch-site': 'cross-site' },
      { origin: 'http://tokens.example', host: 'tokens.example' },
      { origin: 'https://tokens.example', host: 'tokens.example' },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      { referer: 'https://tokens.example/account', host: 'tokens.example' },
    ]) {
      const { status } = await client.refresh(client.cookie, headers as never);
      expect([headers, status]).toEqual([headers, 200]);
    }
    await start({ PUBLIC_BASE_URL: 'https://tokens.example/base' });
    await client.login('root', PASSWORD);
    expect((await client.refresh(client.cookie, { origin: 'https://tokens.example' })).status).toBe(
      200,
    );
    expect(
      (await client.refresh(client.cookie, { origin: 'http://localhost', host: 'localhost' }))
        .status,
    ).toBe(403);
  });

  it('is not handed to a page that signs somebody in from a foreign origin', async () => {
    const reply = await client.call({
      method: 'POST',
      path: '/auth/login',
      headers: { origin: 'https://evil.example' },
      body: { username: 'root', password: PASSWORD },
    });
    expect([reply.status, reply.body, reply.setCookie]).toEqual([403, FOREIGN_ORIGIN, undefined]);
  });

  it('REF-29 is not consumed by GET, HEAD or OPTIONS', async () => {
    await client.login('root', PASSWORD);
    const headers = { cookie: `refresh-token=${client.cookie}` };
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT'] as const) {
      const { status, setCookie } = await client.call({ method, path: REFRESH, headers });
      expect([method, [400, 404, 405].includes(status), setCookie]).toEqual([
        method,
        true,
        undefined,
      ]);
    }
    expect((await client.refresh()).status).toBe(200);
  });

  it('REF-30 that was planted is neither adopted nor touched by a sign-in', async () => {
    await test.createAdmin('mallory', PASSWORD);
    const mallory = SessionClient.of(test, 'evil agent');
    await mallory.login('mallory', PASSWORD);
    const body = { username: 'root', password: PASSWORD };
    const headers = { cookie: `refresh-token=${mallory.cookie}` };
    const reply = client.keep(
      await client.call({ method: 'POST', path: '/auth/login', headers, body }),
    );
    expect([reply.body.user.username, client.cookie === mallory.cookie]).toEqual(['root', false]);
    expect((await mallory.refresh()).status).toBe(200);
    expect(await mallory.sessions()).toHaveLength(1);
  });

  it('REF-16 speaks for its own user, whatever access token is beside it', async () => {
    const id = await test.createAdmin('mallory', PASSWORD);
    const mallory = SessionClient.of(test, 'evil agent');
    await mallory.login('mallory', PASSWORD);
    await client.login('root', PASSWORD);
    await mallory.refresh(mallory.cookie, { authorization: `Bearer ${client.token}` });
    expect(await mallory.sessions()).toHaveLength(1);
    expect(id).toBeGreaterThan(0);
    const ended = await client.authorized('DELETE', '/auth/sessions', undefined, mallory.token);
    expect(ended.body).toEqual({ status: 'ok', ended: 0 });
    expect((await client.refresh()).status).toBe(200);
  });
});

describeSessions('CORS', (kind, format) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startSessionApp(format, { kind, environment: { CORS_ALLOWED_ORIGINS: FRIEND } });
    await test.createAdmin('root', PASSWORD);
  });
  afterEach(() => test.stop());

  const preflight = (path: string, origin: string) =>
    SessionClient.of(test).call({
      method: 'OPTIONS',
      path,
      headers: {
        origin,
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  it.each(['/auth/login', REFRESH, '/auth/sessions/x', '/auth/password', '/rest/V1/modules'])(
    'answers the preflight for %s without a token, with credentials and without a wildcard',
    async (path) => {
      const { status, header } = await preflight(path, FRIEND);
      expect([status, header('access-control-allow-origin')]).toEqual([204, FRIEND]);
      expect(header('access-control-allow-credentials')).toBe('true');
      expect(header('access-control-allow-methods')).toContain('DELETE');
      expect(header('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
      expect(header('vary')).toContain('Origin');
    },
  );

  const FOREIGN = ['https://evil.example', 'null', '*', `${FRIEND}.evil.example`];

  it('SES-23 gives a foreign origin no allow header', async () => {
    for (const origin of FOREIGN) {
      const { status, header } = await preflight(REFRESH, origin);
      const allowed = ['origin', 'credentials', 'methods', 'headers'].map((name) =>
        header(`access-control-allow-${name}`),
      );
      expect([origin, status, ...allowed]).toEqual([origin, 204, ...Array(4).fill(undefined)]);
      expect(header('vary')).toContain('Origin');
    }
  });

  it('answers a preflight where no origin is allowed at all', async () => {
    await test.stop();
    test = await startSessionApp(format, { kind });
    const { status, header } = await preflight('/auth/login', FRIEND);
    expect([status, header('access-control-allow-origin')]).toEqual([204, undefined]);
  });

  it('leaves a foreign preflight for other routes to whoever answers there', async () => {
    for (const path of ['/rest/V1/modules', '/authority', '/auth', '/'])
      expect([path, (await preflight(path, FOREIGN[0]!)).status]).not.toEqual([path, 204]);
  });

  it('lets an allowed page read the answer, refusals and headers included', async () => {
    const headers = { origin: FRIEND };
    const client = SessionClient.of(test);
    for (const call of [
      { method: 'POST', path: REFRESH },
      { method: 'GET', path: '/auth/sessions' },
      { method: 'GET', path: '/rest/V1/modules' },
    ] as const) {
      const { status, header } = await client.call({ ...call, headers });
      expect([status, header('access-control-allow-origin')]).toEqual([401, FRIEND]);
      expect(header('access-control-expose-headers')).toContain('X-Request-Id');
      expect(header('access-control-expose-headers')).toContain('Retry-After');
    }
  });
});

describe('settings of the session cookie', () => {
  it.each([
    [
      { NODE_ENV: 'production', SESSION_COOKIE_SECURE: 'false', SESSION_COOKIE_SAME_SITE: 'Lax' },
      'SESSION_COOKIE_SECURE',
    ],
    [{ SESSION_COOKIE_SECURE: 'false' }, 'SESSION_COOKIE_SAME_SITE'],
    [{ SESSION_COOKIE_NAME: 'a b' }, 'SESSION_COOKIE_NAME'],
    [{ SESSION_COOKIE_NAME: '__Host-x' }, 'SESSION_COOKIE_NAME'],
    [{ SESSION_COOKIE_SAME_SITE: 'none' }, 'SESSION_COOKIE_SAME_SITE'],
    [{ SESSION_IDLE_SECONDS: '0' }, 'SESSION_IDLE_SECONDS'],
    [{ SESSION_ACCESS_LIFETIME_SECONDS: '1.5' }, 'SESSION_ACCESS_LIFETIME_SECONDS'],
    [{ SESSION_REFRESH_GRACE_SECONDS: '-1' }, 'SESSION_REFRESH_GRACE_SECONDS'],
    [{ CORS_ALLOWED_ORIGINS: '*' }, 'CORS_ALLOWED_ORIGINS'],
    [{ CORS_ALLOWED_ORIGINS: 'https://a.example/path' }, 'CORS_ALLOWED_ORIGINS'],
    [{ CORS_ALLOWED_ORIGINS: 'https://*.example' }, 'CORS_ALLOWED_ORIGINS'],
    [{ CORS_ALLOWED_ORIGINS: 'null' }, 'CORS_ALLOWED_ORIGINS'],
  ])('REF-23 stops the start for %j, and names the setting', async (environment, setting) => {
    await expect(
      startSessionApp('opaque', { environment: environment as Record<string, string> }),
    ).rejects.toMatchObject({ code: 'SETTING_INVALID', parameters: [setting, expect.any(String)] });
  });
});
