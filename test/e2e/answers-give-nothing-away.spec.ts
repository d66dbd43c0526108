import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

const TOKEN = '/rest/V1/integration/admin/token';
const JSON_TYPE = { 'content-type': 'application/json' };

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Requests that fail in as many ways as there are. */
const FAILURES = [
  { url: '/nothing/here' },
  { url: '/rest/nowhere/V1/modules' },
  { url: '/rest/V1/modules' },
  { url: '/rest/V1/modules', headers: { accept: 'text/html' } },
  { url: '/rest/V1/modules', headers: { authorization: 'Bearer a.b.c' } },
  { url: '/rest/V1/modules', method: 'PATCH' as const },
  { url: '/rest/V1/audit?limit=%27' },
  { url: TOKEN, method: 'POST' as const, headers: JSON_TYPE, payload: '{"username":' },
  { url: TOKEN, method: 'POST' as const, headers: JSON_TYPE, payload: '{"username":{}}' },
  { url: TOKEN, method: 'POST' as const, headers: JSON_TYPE, payload: `"${'x'.repeat(5_000)}"` },
  { url: TOKEN, method: 'POST' as const, headers: { 'content-type': 'text/plain' }, payload: 'x' },
  {
    url: TOKEN,
    method: 'POST' as const,
    headers: { 'content-type': 'application/xml' },
    payload:
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a><username>&b;</username></a>',
  },
  {
    url: TOKEN,
    method: 'POST' as const,
    headers: JSON_TYPE,
    payload: '{"username":"\' OR 1=1 --","password":"wrong password"}',
  },
];

describe('answers', () => {
  let database: TestDatabase;
  let test: TestApp;

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    test = await startTestApp({ database, modules: { ...WITH_JWT } });
  });
  afterAll(async () => {
    await test.stop();
    await database.remove();
  });

  it('LEA-02 LEA-03 have no stack, query, path, version or name of software in them', async () => {
    for (const request of FAILURES) {
      const { statusCode, headers, body } = await test.app.inject(request);
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(statusCode).toBeLessThan(500);
      const said = `${JSON.stringify(headers)}${body}`;
      expect(said).not.toMatch(/ at \S+ \(|node_modules|\.[jt]s:\d|SELECT |INSERT |\/src\/|passwd/);
      expect(said).not.toMatch(/fastify|nestjs|node\.js|express|sqlite|mariadb/i);
      expect(said).not.toContain(version);
      expect(Object.keys(headers)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(x-powered-by|server)$/)]),
      );
    }
  });

  it.each([
    ['a'.repeat(64), true],
    ['A-z_0.9', true],
    ['a'.repeat(65), false],
    ['a b', false],
    ['a"b', false],
    ['é', false],
    ['', false],
  ])('LEA-04 take the request id %j: %s', async (id, taken) => {
    const { headers } = await test.app.inject({
      url: '/nothing/here',
      headers: { 'x-request-id': id },
    });
    expect(headers['x-request-id'] === id).toBe(taken);
    expect(headers['x-request-id']).toMatch(/^[\w.-]{1,64}$/);
  });

  it('LOG-38 allow no foreign origin, and set no cookie', async () => {
    await test.createAdmin('root', 'a password of root');
    const { statusCode, headers } = await test.app.inject({
      url: TOKEN,
      method: 'POST',
      headers: { ...JSON_TYPE, origin: 'https://elsewhere.example', cookie: 'a=b' },
      payload: { username: 'root', password: 'a password of root' },
    });
    expect(statusCode).toBe(200);
    expect(Object.keys(headers).filter((name) => /^access-control|cookie/.test(name))).toEqual([]);
  });

  it('LOG-26 LOG-24 are as strict whatever else a body or a header says', async () => {
    const strict = await startTestApp({
      database,
      environment: { SIGN_IN_LOCK_MAX_FAILURES: '6' },
    });
    await strict.createAdmin('victim', 'a password of victim');
    const signIn = (password: string, attempt: number): Promise<number> =>
      strict.app
        .inject({
          url: TOKEN,
          method: 'POST',
          headers: {
            ...JSON_TYPE,
            'x-forwarded-for': `203.0.113.${attempt}`,
            'user-agent': `agent ${attempt}`,
            cookie: `attempt=${attempt}`,
          },
          payload: { username: 'victim', password, device: attempt, [`field${attempt}`]: true },
        })
        .then(({ statusCode }) => statusCode);
    for (let attempt = 0; attempt < 6; attempt += 1)
      expect(await signIn('a wrong password', attempt)).toBe(401);
    expect(await signIn('a password of victim', 7)).toBe(401);
    await strict.stop();
  });
});
