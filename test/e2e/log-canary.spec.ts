import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeyRing } from '../../src/contract/index.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { EnrolmentTokens } from '../../src/modules/two-factor-auth/enrolment/enrolment-tokens.js';
import { FactorChanges } from '../../src/modules/two-factor-auth/factor-changes.js';
import { fromBase32 } from '../../src/modules/two-factor-auth/google/base32.js';
import { hotp, stepOf } from '../../src/modules/two-factor-auth/google/totp.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { EVERYTHING } from '../architecture/every-module.js';

const PASSWORD = 'canary-password-8c1f';
const WRONG = 'canary-wrong-77aa';
const OTP = '915273';
const SECRET = 'CANARYJBSWY3DPEHPK3PXPJBSWY3DPEH';
const COOKIE = 'canary-cookie-0b9e';
const JUNK = 'canaryjunktokencanaryjunktoken00';
const QUERY = 'canary-query-4d4d';

describeOnEachDatabase('a secret that is sent somewhere', (kind) => {
  let test: TestApp;
  let log: string[];
  let recovery: string[];
  let tfat: string;

  beforeEach(async () => {
    log = [];
    test = await startTestApp({
      kind,
      modules: EVERYTHING,
      log: (line) => log.push(line),
      environment: { SIGN_IN_LOCK_MAX_FAILURES: '100', OPAQUE_ADMIN_LIFETIME_SECONDS: '60' },
    });
    const id = await test.createAdmin('root', PASSWORD);
    const user = await test.get(AdminAccounts).withId(id);
    await test.get(FactorChanges).setSecret(user!, SECRET);
    recovery = await test.get(FactorChanges).newRecoveryCodes(user!);
    tfat = test.get(EnrolmentTokens).issue(user!);
  });
  afterEach(() => test.stop());

  /** Every route of the server, as Fastify prints them. */
  function routes(): { method: string; url: string }[] {
    const table = test.app
      .getHttpAdapter()
      .getInstance()
      .printRoutes({ commonPrefix: false, includeHooks: false });
    const stack: string[] = [];
    return table.split('\n').flatMap((line) => {
      const [, indent = '', path, methods] = /^([\s│]*)[├└]── (\S*)(?: \((.+)\))?/.exec(line) ?? [];
      if (path === undefined) return [];
      stack.length = indent.length / 4;
      stack.push(path);
      return (methods?.split(', ') ?? [])
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ method, url: stack.join('').replace(/:\w+/g, '1') }));
    });
  }

  /** All that is written down: the log, and every text of every table. */
  async function written(): Promise<string> {
    const { dataSource } = test.get(Database);
    const tables = dataSource.entityMetadatas.map(({ tableName }) => tableName);
    const rows = [];
    for (const table of tables)
      rows.push(...(await dataSource.query<object[]>(`SELECT * FROM ${table}`)));
    return [...log, JSON.stringify(rows)].join('\n');
  }

  it('LEA-01 LEA-08 is in no log line, no row and no answer but the token itself', async () => {
    const step = stepOf(test.clock.now());
    const code = hotp(fromBase32(SECRET)!, step);
    const signIn = { username: 'root', password: PASSWORD, otp: code };
    const issued = await test.app.inject({
      method: 'POST',
      url: '/rest/V1/integration/admin/token',
      payload: signIn,
    });
    const token = issued.json<string>();
    const key = test.get(KeyRing).keysFor('jwt-user-token/HS256', 32)[0]!.bytes;
    const keys = [key.toString('base64url'), key.toString('hex'), key.toString('base64')];
    const answers: string[] = [];
    const known = routes();
    expect(known.map(({ url }) => url)).toContain('/rest/V1/integration/admin/token');
    expect(known.map(({ url }) => url)).toContain('/rest/V1/audit');
    for (const { method, url } of known)
      for (const bearer of [token, JUNK, `${token}x`, 'a.b.c'])
        for (const body of [
          { username: 'root', password: WRONG, otp: OTP, tfaCode: OTP, refresh_token: JUNK },
          { email: 'root', password: [PASSWORD], token, currentPassword: PASSWORD, newPassword: 7 },
          { tfaToken: tfat, tfa_token: tfat, otp: OTP, username: 'root', password: PASSWORD },
          {
            tfaToken: `${tfat}x`,
            otp: recovery[0]!.slice(1),
            username: 'root',
            password: PASSWORD,
          },
        ]) {
          const reply = await test.app.inject({
            method: method as 'POST',
            url: `${url}?tfaToken=${encodeURIComponent(tfat)}&access_token=${QUERY}&password=${QUERY}&since=${QUERY}`,
            headers: {
              authorization: `Bearer ${bearer}`,
              cookie: `refresh-token=${COOKIE}`,
              'x-forwarded-for': 'junk',
            },
            ...(method !== 'GET' && { payload: body }),
          });
          answers.push(reply.body, JSON.stringify(reply.headers));
        }
    const texts = { written: await written(), answers: answers.join('\n') };
    const secrets = [
      PASSWORD,
      WRONG,
      OTP,
      COOKIE,
      JUNK,
      QUERY,
      token,
      ...keys,
      SECRET,
      code,
      tfat,
      ...recovery,
    ];
    const hits = Object.entries(texts).flatMap(([where, text]) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${where}: ${secret}`),
    );
    expect(hits).toEqual([]);
    expect(log.length).toBeGreaterThan(5);
    // Otherwise the search would find nothing anywhere.
    expect(texts.written).toContain('admin.sign-in');
  });

  it('LEA-05 is one line of the log each, and names the request', async () => {
    log.length = 0;
    await test.app.inject({
      method: 'POST',
      url: '/rest/V1/integration/admin/token',
      headers: { 'x-request-id': 'request-7', 'user-agent': 'x\u007f\u0080y' },
      payload: { username: 'a\r\n{"level":"info"}\u001b[31m\u2028', password: WRONG },
    });
    const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 'warn', context: 'audit', action: 'admin.sign-in', requestId: 'request-7' },
    ]);
    expect(log.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    // oxlint-disable-next-line no-control-regex
    expect(log.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
  });
});
