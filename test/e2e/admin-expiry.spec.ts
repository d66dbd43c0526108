import { expect, it } from 'vitest';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { INACTIVE, REVOKED, ServiceClient, SIGN_IN_REFUSED } from '../support/service-client.js';
import { SessionClient } from '../support/session-client.js';
import { startTestApp, WITH_JWT } from '../support/test-app.js';

const PASSWORD = 'correct horse';

describeOnEachDatabase('the end of an administrator’s account', (kind) => {
  it('LOG-02 is as if it were switched off, for sign-ins, tokens and sessions', async () => {
    const test = await startTestApp({
      kind,
      modules: { ...WITH_JWT, 'refresh-session': 'enabled' },
    });
    await test.createAdmin('temp', PASSWORD);
    const accounts = test.get(AdminAccounts);
    const client = ServiceClient.of(test);
    const device = SessionClient.of(test);
    await accounts.expire('temp', test.clock.now() + 60);
    const token = await client.token('temp', PASSWORD);
    expect((await device.login('temp', PASSWORD)).status).toBe(200);
    test.clock.advance(59);
    expect(await client.verdict(token)).toBe('ok');
    test.clock.advance(1);
    const refused = await client.signIn('temp', PASSWORD);
    expect([refused.status, refused.body]).toEqual([401, SIGN_IN_REFUSED]);
    expect(await client.verdict(token)).toBe(INACTIVE);
    expect((await device.refresh()).status).toBe(401);
    // With more time, one can sign in, and what ended stays ended.
    await accounts.expire('temp', test.clock.now() + 60);
    expect(await client.verdict(token)).toBe(REVOKED);
    expect(await client.verdict(await client.token('temp', PASSWORD))).toBe('ok');
    await accounts.expire('temp', null);
    test.clock.advance(3_000);
    expect((await client.signIn('temp', PASSWORD)).status).toBe(200);
    await test.stop();
  });
});
