import { afterEach, beforeEach, expect, it } from 'vitest';
import { PrincipalDirectory, PrincipalType } from '../../src/contract/index.js';
import { MODULES_FOLDER } from '../../src/installation.js';
import { discoverFolder } from '../../src/kernel/index.js';
import { ConsoleBench, type Answer } from '../support/console-bench.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { REVOKED } from '../support/service-client.js';
import { PASSWORD, Shop } from '../support/shop.js';
import { BASE, SHOP } from '../support/test-app.js';

const JANE = 'jane@example.com';
const NAMES = '--firstname Jane --lastname Doe --password-stdin';

describeOnEachDatabase('the commands for stores and customers', (kind) => {
  let database: TestDatabase;
  let bench: ConsoleBench;
  let shop: Shop | undefined;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    bench = new ConsoleBench(
      { ...BASE, ...SHOP, 'refresh-session': 'enabled' },
      await discoverFolder(MODULES_FOLDER),
    );
    shop = undefined;
  });
  afterEach(async () => {
    await shop?.test.stop();
    await database.remove();
  });

  const run = (line: string, input = ''): Promise<Answer> =>
    bench.run(line, database.environment, input);

  /** @returns What a command printed that is to succeed. */
  async function done(line: string, input = ''): Promise<string> {
    const { code, out, err } = await run(line, input);
    expect([line, code, err]).toEqual([line, 0, '']);
    return out.trimEnd();
  }

  /** @returns The one line that says why a command was refused. */
  async function refused(line: string, input = ''): Promise<string> {
    const { code, out, err } = await run(line, input);
    expect([line, code, out]).toEqual([line, 1, '']);
    return err.trimEnd();
  }

  it('make, list and switch stores', async () => {
    expect(await done('store:create --code de --name Deutsch --locale de_DE')).toBe('2');
    expect(await done('store:create --code fr --name France --new-website --json')).toBe(
      '{"id":3}',
    );
    expect(await refused('store:create --code fr --name France')).toBe(
      'A store view or website with this code already exists.',
    );
    expect(await refused('store:create --code it --name Italia --website it')).toBe(
      'There is no website with the code "it".',
    );
    expect(await done('store:deactivate de')).toBe('The store view is inactive.');
    expect(await done('store:list')).toBe(
      '0\tadmin\tadmin\tactive\tAdmin\n1\tdefault\tbase\tactive\tDefault Store View\n' +
        '2\tde\tbase\tinactive\tDeutsch\n3\tfr\tfr\tactive\tFrance',
    );
    expect(await done('store:activate de')).toBe('The store view is active.');
    expect(JSON.parse(await done('store:list --json'))[2]).toEqual({
      id: 2,
      code: 'de',
      website: 'base',
      name: 'Deutsch',
      active: true,
    });
    expect(await refused('store:deactivate default')).toBe(
      'The default store view and the administration cannot be switched off.',
    );
    expect(await refused('store:deactivate it')).toBe('There is no store view with the code "it".');
  });

  it('make and list customers, and refuse what will not do', async () => {
    await done('store:create --code fr --name France --new-website');
    expect(await done(`customer:create --email ${JANE} ${NAMES}`, `${PASSWORD}\n`)).toBe('1');
    const french = `customer:create --email ${JANE} ${NAMES} --website fr --unconfirmed --json`;
    expect(JSON.parse(await done(french, PASSWORD))).toEqual({ id: 2 });
    expect(await refused(`customer:create --email JANE@example.com ${NAMES}`, PASSWORD)).toBe(
      'A customer with the same email address already exists in an associated website.',
    );
    expect(await refused(`customer:create --email jane ${NAMES}`, PASSWORD)).toBe(
      '"Email" is not a valid email address.',
    );
    expect(await refused(`customer:create --email b@example.com ${NAMES}`, 'short')).toBe(
      'The password must be at least 8 characters long.',
    );
    const short = await run(`customer:create --email b@example.com ${NAMES} --json`, 'short');
    expect(JSON.parse(short.out).error.code).toBe('CUSTOMER_PASSWORD');
    expect(
      await refused(`customer:create --email b@example.com ${NAMES} --website it`, PASSWORD),
    ).toBe('There is no website with the code "it".');
    expect(await done('customer:list')).toBe(
      `1\t${JANE}\tbase\tactive\tJane Doe\n2\t${JANE}\tfr\tunconfirmed\tJane Doe`,
    );
  });

  it('ask for the website where it matters', async () => {
    await done('store:create --code fr --name France --new-website');
    for (const website of ['base', 'fr'])
      await done(`customer:create --email ${JANE} ${NAMES} --website ${website}`, PASSWORD);
    expect(await refused(`customer:revoke ${JANE}`)).toBe(
      `Customers of several websites have the e-mail address "${JANE}"; add --website.`,
    );
    expect(await refused(`token:revoke --customer ${JANE}`)).toBe(
      `Customers of several websites have the e-mail address "${JANE}"; add --website.`,
    );
    expect(await refused(`token:revoke --everyone --website fr`)).toContain('Say one of --admin');
    expect(await done(`token:revoke --customer ${JANE} --website fr`)).toBe(
      "You have revoked the user's tokens.",
    );
    for (const command of ['session:list', 'session:end']) {
      expect(await refused(`${command} --customer ${JANE}`)).toContain('add --website.');
      for (const odd of ['--admin root --website fr', '--website fr'])
        expect(await refused(`${command} ${odd}`)).toContain('"owner" must be');
    }
    expect(await refused('session:end aaaaaaaaaaaaaaaaaaaaaa --website fr')).toContain('"session"');
    expect(await done(`session:list --customer ${JANE} --website fr`)).toBe('No sessions.');
    expect(await done(`session:end --customer ${JANE} --website fr`)).toBe('0 sessions ended.');
    expect(await refused('customer:revoke b@example.com')).toBe(
      'There is no customer with the e-mail address "b@example.com".',
    );
    expect(JSON.parse(await done(`customer:revoke ${JANE} --website fr --json`))).toEqual({
      id: 2,
      email: JANE,
    });
  });

  it('work on a service that runs, and end its tokens', async () => {
    shop = await Shop.open('jwt', { database, realTime: true });
    const running = shop;
    await done(`customer:create --email ${JANE} ${NAMES} --unconfirmed`, PASSWORD);
    expect((await running.signIn(JANE))[0]).toBe(401);
    expect(await done(`customer:confirm ${JANE}`)).toBe('The e-mail address is confirmed.');

    for (const [line, said] of [
      [`customer:revoke ${JANE}`, "You have revoked the customer's tokens."],
      [
        `customer:password ${JANE} --password-stdin`,
        'The password is set; all earlier tokens are revoked.',
      ],
      [`customer:deactivate ${JANE}`, 'The account is inactive; all its tokens are revoked.'],
    ] as const) {
      const token = await running.token(JANE);
      expect(await running.verdict(token)).toBe('ok');
      expect(await done(line, PASSWORD)).toBe(said);
      await expect.poll(() => running.verdict(token), { timeout: 5_000 }).not.toBe('ok');
      expect(await done(`customer:activate ${JANE}`)).toBe('The account is active.');
      await expect.poll(() => running.verdict(token), { timeout: 5_000 }).toBe(REVOKED);
    }
  });

  it('can find whom they are about, by type and name', async () => {
    shop = await Shop.open('opaque', { database });
    const admin = await shop.test.createAdmin('root', PASSWORD);
    const customer = await shop.createCustomer(JANE);
    const directories = shop.test.all(PrincipalDirectory);
    const of = (type: PrincipalType): PrincipalDirectory =>
      directories.find((directory) => directory.type === type)!;
    expect(await of(PrincipalType.Admin).principalNamed('ROOT')).toEqual({ type: 2, id: admin });
    expect(await of(PrincipalType.Customer).principalNamed('JANE@example.com')).toEqual({
      type: 3,
      id: customer,
    });
    await shop.createCustomer(JANE, { website: 'fr' });
    await expect(of(PrincipalType.Customer).principalNamed(JANE)).rejects.toMatchObject({
      code: 'CUSTOMER_EMAIL_AMBIGUOUS',
    });
    await expect(of(PrincipalType.Admin).principalNamed(JANE)).rejects.toMatchObject({
      code: 'ADMIN_UNKNOWN',
    });
  });
});
