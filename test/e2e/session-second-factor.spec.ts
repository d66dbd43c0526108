import { afterEach, beforeEach, expect, it } from 'vitest';
import { FactorChanges } from '../../src/modules/two-factor-auth/factor-changes.js';
import { TfaResetCommand } from '../../src/modules/two-factor-auth/tfa-reset.command.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { SessionClient } from '../support/session-client.js';
import { GONE } from '../support/session-suite.js';
import { PASSWORD, TwoFactorBench, WITH_TFA } from '../support/two-factor-bench.js';

const REVOKED = '401 Bearer error="invalid_token", error_description="The token was revoked"';

describeOnEachDatabase('a change of the second factor', (kind) => {
  let bench: TwoFactorBench;
  let clients: SessionClient[];
  let bystander: SessionClient;

  const login = async (username: string, device: string): Promise<SessionClient> => {
    const client = SessionClient.of(bench.test, device);
    bench.test.clock.advance(30);
    const reply = await client.login(username, PASSWORD, { otp: bench.code() });
    expect(reply.status).toBe(200);
    return client;
  };

  beforeEach(async () => {
    const modules = { ...WITH_TFA, 'refresh-session': 'enabled' } as const;
    bench = await TwoFactorBench.start({ kind, modules });
    await bench.createEnrolled();
    await bench.createEnrolled('other');
    clients = [await login('root', 'phone'), await login('root', 'laptop')];
    bystander = await login('other', 'desk');
  });
  afterEach(() => bench.test.stop());

  const replace = async (): Promise<void> => {
    const user = await bench.test.get(AdminAccounts).withId(1);
    await bench.test.get(FactorChanges).setSecret(user!, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  };
  const remove = async (): Promise<void> => {
    bench.test.clock.advance(30);
    const [status] = await bench.post('tfa/remove-factor', {
      username: 'root',
      password: PASSWORD,
      otp: bench.code(),
      providerCode: 'google',
    });
    expect(status).toBe(200);
  };

  it.each([
    ['reset', () => bench.test.get(TfaResetCommand).run(['root', 'google'])],
    ['replaced', replace],
    ['removed', remove],
  ])('REF-19 ends all sessions of the user and nobody else’s: %s', async (_how, change) => {
    await change();
    for (const client of clients) {
      expect(await client.verdict()).toBe(REVOKED);
      expect((await client.refresh()).body).toEqual(GONE);
    }
    expect([await bystander.verdict(), (await bystander.refresh()).status]).toEqual(['ok', 200]);
  });

  it('is not one that only adds: the first factor, and further recovery codes', async () => {
    const user = await bench.test.get(AdminAccounts).withId(1);
    await bench.test.get(FactorChanges).newRecoveryCodes(user!);
    expect([await clients[0]!.verdict(), (await clients[0]!.refresh()).status]).toEqual([
      'ok',
      200,
    ]);
  });
});
