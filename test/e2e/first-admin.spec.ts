import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StartupTask } from '../../src/contract/index.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { FirstAdminTask } from '../../src/modules/user/first-admin.task.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { ServiceClient, SIGN_IN_REFUSED } from '../support/service-client.js';
import { JWT } from '../support/service-tokens.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describeOnEachDatabase('the first administrator', (kind) => {
  let test: TestApp;

  beforeEach(async () => {
    test = await startTestApp({ kind });
  });
  afterEach(() => test.stop());

  /** What a start does; it says what it prints, and lasts until that was printed. */
  async function start(): Promise<{ password: string; settle: () => Promise<void> } | undefined> {
    const task = test.all(StartupTask).find((each) => each instanceof FirstAdminTask);
    const announcement = await task?.run();
    if (!announcement) return undefined;
    const printed = announcement.lines('http://127.0.0.1:3000').join('\n');
    return { password: /password (\S+) /.exec(printed)![1]!, settle: announcement.settle };
  }

  const signIn = async (password: string): Promise<unknown> => {
    const { status, body } = await ServiceClient.of(test).signIn('admin', password);
    return status === 200 ? JSON.parse(body) : body;
  };

  it('has no password before it was printed, and another start prints another', async () => {
    const killed = await start();
    for (const password of [killed!.password, '', ' '])
      expect(await signIn(password)).not.toMatch(JWT);
    const second = await start();
    expect(second!.password).not.toBe(killed!.password);
    await second!.settle();
    expect(await signIn(second!.password)).toMatch(JWT);
    expect(await signIn(killed!.password)).toBe(SIGN_IN_REFUSED);
    expect(await start()).toBeUndefined();
    expect(await test.get(AdminAccounts).list()).toHaveLength(1);
  });

  it('leaves the account to a command that made it meanwhile', async () => {
    const accounts = test.get(AdminAccounts);
    await accounts.create({ username: 'admin', email: 'a@example.com', role: 'all' }, 'a hash');
    vi.spyOn(accounts, 'count').mockResolvedValueOnce(0);
    expect(await start()).toBeUndefined();
    expect((await accounts.list()).map(({ email }) => email)).toEqual(['a@example.com']);
  });

  it('keeps a password that somebody set meanwhile', async () => {
    const slow = await start();
    const stored = (await test.get(AdminAccounts).list())[0]!.password;
    await test.get(AdminAccounts).setPassword('admin', 'set by command');
    await slow!.settle();
    const [admin] = await test.get(AdminAccounts).list();
    expect([stored, admin!.password]).toEqual(['', 'set by command']);
    expect(await start()).toBeUndefined();
  });
});
