import { afterAll, beforeAll, expect, it } from 'vitest';
import { AdminAccounts } from '../../src/modules/user/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { BASE, startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

/** Refusals that a promise brings, as every answer of MariaDB is, once ended the whole process. */
describeOnEachDatabase('a refused token', (kind) => {
  for (const [format, modules] of [
    ['opaque', BASE],
    ['jwt', WITH_JWT],
  ] as const) {
    let test: TestApp;
    beforeAll(async () => {
      test = await startTestApp({ modules, kind });
      await test.createAdmin('admin', 'correct horse');
    });
    afterAll(() => test.stop());

    const issue = async (): Promise<string> => {
      const payload = { username: 'admin', password: 'correct horse' };
      const url = '/rest/V1/integration/admin/token';
      return (await test.app.inject({ method: 'POST', url, payload })).json();
    };
    const call = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const { statusCode, headers: answered } = await test.app.inject({
        url: '/rest/V1/modules',
        headers,
      });
      return [statusCode, answered['www-authenticate']];
    };
    const refused = (hint: string) => [
      401,
      `Bearer error="invalid_token", error_description="${hint}"`,
    ];

    it(`(${format}) is answered with the reason, whatever it is, and the next request works`, async () => {
      const live = await issue();
      expect(await call('0'.repeat(32))).toEqual(refused('The token is unreadable'));
      expect(await call('a.b.c')).toEqual(refused('The token is unreadable'));
      expect(await call(live)).toEqual([200, undefined]);
      await test.get(AdminAccounts).deactivate('admin');
      const [status, reason] = await call(live);
      expect([status, String(reason)]).toEqual([401, expect.stringMatching(/inactive|revoked/)]);
      await test.get(AdminAccounts).activate('admin');
      expect(await call(live)).toEqual(refused('The token was revoked'));
      test.clock.advance(1);
      const expiring = await issue();
      test.clock.advance(14_400);
      expect(await call(expiring)).toEqual(refused('The token expired'));
      expect(await call(await issue())).toEqual([200, undefined]);
    });
  }
});
