import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { ConsoleBench } from '../support/console-bench.js';
import { discoverFolder } from '../../src/kernel/index.js';
import { MODULES_FOLDER } from '../../src/installation.js';
import { BASE } from '../support/test-app.js';
import { shopRoutes } from './role-routes.js';

describeOnEachDatabase('roles on the command line', (kind) => {
  let database: TestDatabase;
  let bench: ConsoleBench;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    const manifests = [...(await discoverFolder(MODULES_FOLDER)), shopRoutes];
    bench = new ConsoleBench({ ...BASE, 'fixture-shop': 'enabled' }, manifests);
  });
  afterEach(() => database.remove());

  /** Runs a command that is to succeed without a complaint. @returns What it printed. */
  async function done(line: string, input = ''): Promise<string> {
    const { code, out, err } = await bench.run(line, database.environment, input);
    expect([line, code, err]).toEqual([line, 0, '']);
    return out.trimEnd();
  }

  const json = async (line: string): Promise<unknown> => JSON.parse(await done(`${line} --json`));

  /** Runs a command that is to be refused, in both forms. @returns Its code and the one line. */
  async function refused(line: string): Promise<string> {
    const { code, out, err } = await bench.run(line, database.environment);
    expect([line, code, out]).toEqual([line, 1, '']);
    expect(err).toMatch(/^[^\n]+\n$/);
    const machine = await bench.run(`${line} --json`, database.environment);
    const { error } = JSON.parse(machine.out);
    expect([machine.code, machine.err, error.message]).toEqual([1, '', err.trimEnd()]);
    return `${error.code}: ${err.trimEnd()}`;
  }

  async function createAdmin(username: string, role: string): Promise<void> {
    const email = `${username}@example.com`;
    const line = `admin:user:create --username ${username} --email ${email} --role ${role}`;
    await done(`${line} --password-stdin`, 'correct horse battery');
  }

  it('are made, shown, changed and deleted', async () => {
    expect(await done('role:list')).toBe('1\tAdministrators\t0\tMagento_Backend::all');
    const create = 'role:create --name Clerk --resources';
    expect(await done(`${create} Fixture_Shop::orders,Magento_Backend::admin,`)).toBe('2');
    expect(await json('role:create --name Root --resources Magento_Backend::all')).toEqual({
      id: 3,
    });
    expect(await done('role:show Clerk')).toBe('Fixture_Shop::orders\nMagento_Backend::admin');
    expect(await done('role:grant Clerk Fixture_Shop::reports')).toBe('The resource is granted.');
    expect(await json('role:grant Clerk Fixture_Shop::reports')).toEqual({
      name: 'Clerk',
      resource: 'Fixture_Shop::reports',
      changed: false,
    });
    expect(await done('role:revoke Clerk Magento_Backend::admin')).toBe('The resource is revoked.');
    await createAdmin('ada', 'all');
    await createAdmin('bert', 'Clerk');
    expect(await json('role:list')).toEqual([
      { id: 1, name: 'Administrators', resources: ['Magento_Backend::all'], administrators: 1 },
      {
        id: 2,
        name: 'Clerk',
        resources: ['Fixture_Shop::orders', 'Fixture_Shop::reports'],
        administrators: 1,
      },
      { id: 3, name: 'Root', resources: ['Magento_Backend::all'], administrators: 0 },
    ]);
    await createAdmin('carl', 'Clerk');
    expect(await json('admin:user:list')).toEqual([
      expect.objectContaining({ username: 'ada', role: 'Administrators' }),
      expect.objectContaining({ username: 'bert', role: 'Clerk' }),
      expect.objectContaining({ username: 'carl', role: 'Clerk' }),
    ]);
    expect((await done('admin:user:list')).split('\n')[1]).toBe(
      '2\tbert\tbert@example.com\tactive\tnever\tClerk',
    );
    expect(await done('admin:user:email carl Carl@Example.org')).toBe('The e-mail address is set.');
    expect(await done('admin:user:list')).toContain('carl@example.org');
    expect(await refused('admin:user:email carl nobody')).toContain('e-mail address');
    expect(await refused('admin:user:email nobody carl@example.org')).toContain('nobody');
    expect(await done('admin:user:expire carl 2020-01-31')).toBe(
      'The account ends at 2020-01-31T00:00:00.000Z.',
    );
    expect((await done('admin:user:list')).split('\n')[2]).toContain('\texpired\t');
    expect(await refused('admin:user:expire carl tomorrow')).toContain(
      'ADMIN_FIELD: The expiry must',
    );
    expect(await done('admin:user:expire carl never')).toBe('The account does not end.');
    await done('admin:user:role carl all');
    expect(await refused('role:delete Clerk')).toBe(
      'ROLE_IN_USE: The role "Clerk" is in use; give those who have it another one first.',
    );
    expect(await json('admin:user:role BERT all')).toEqual({ username: 'BERT', role: 'all' });
    expect(await done('admin:user:role bert all')).toBe('The administrator has the role.');
    expect(await json('role:show all')).toMatchObject({
      name: 'Administrators',
      administrators: 3,
    });
    for (const resource of ['Fixture_Shop::orders', 'Fixture_Shop::reports'])
      await done(`role:revoke Clerk ${resource}`);
    expect(await done('role:show Clerk')).toBe('The role allows nothing.');
    expect(await done('role:delete Clerk')).toBe('The role is deleted.');
    expect(await refused('role:show Clerk')).toBe('ROLE_UNKNOWN: There is no role named "Clerk".');
  });

  it('are refused, in one line, where they would do harm or are mistyped', async () => {
    await createAdmin('ada', 'all');
    await done('role:create --name Clerk --resources Fixture_Shop::sales');
    const lost = 'FULL_ACCESS_LOST: No active administrator would be left who may do everything.';
    for (const [line, answer] of [
      ['admin:user:role ada Clerk', lost],
      ['role:revoke Administrators Magento_Backend::all', lost],
      [
        'role:create --name Clerk --resources Fixture_Shop::orders',
        'ROLE_EXISTS: There is already a role named "Clerk".',
      ],
      [
        'role:create --name all --resources Fixture_Shop::orders',
        'ROLE_FIELD: The role name must be another than "all", which names what allows everything.',
      ],
      [
        'role:create --name Empty --resources ,',
        'ROLE_FIELD: The list of resources must be one id at least.',
      ],
      [
        'role:create --name New --resources Fixture_Shop::ordres,Magento_Backend::admin',
        'RESOURCE_UNKNOWN: There is no ACL resource Fixture_Shop::ordres. ' +
          'Did you mean Fixture_Shop::orders? The command acl:list shows all.',
      ],
      [
        'role:grant Clerk Ümläut::x',
        'RESOURCE_UNKNOWN: There is no ACL resource Ümläut::x. The command acl:list shows all.',
      ],
      [
        'role:revoke Clerk Ümläut::x',
        'RESOURCE_NOT_GRANTED: The role "Clerk" has not been granted Ümläut::x.',
      ],
      [
        'role:revoke Clerk Fixture_Shop::cancel',
        'RESOURCE_NOT_GRANTED: The role "Clerk" has Fixture_Shop::cancel through ' +
          'Fixture_Shop::sales only: revoke that, and grant what is to remain.',
      ],
      ['role:grant clerk Fixture_Shop::orders', 'ROLE_UNKNOWN: There is no role named "clerk".'],
      ['admin:user:role ada clerk', 'ROLE_UNKNOWN: There is no role named "clerk".'],
      ['admin:user:role bert Clerk', 'ADMIN_UNKNOWN: There is no administrator named "bert".'],
      ['role:delete Administrators', expect.stringContaining('ROLE_IN_USE')],
    ] as const)
      expect([line, await refused(line)]).toEqual([line, answer]);
    expect(await json('role:list')).toHaveLength(2);
  });

  it('have names that are compared to the letter, after NFC, on every database', async () => {
    for (const name of ['Verka\u0308ufer', 'verk\u00e4ufer', 'Verkaufer'])
      await done(`role:create --name ${name} --resources Fixture_Shop::orders`);
    expect(await json('role:show Verk\u00e4ufer')).toMatchObject({ id: 2, name: 'Verk\u00e4ufer' });
    expect(await json('role:show verka\u0308ufer')).toMatchObject({ id: 3 });
    expect(
      await refused('role:create --name Verk\u00e4ufer --resources Fixture_Shop::orders'),
    ).toContain('ROLE_EXISTS');
  });

  it('keep what a module brought that is off: it can be taken away, and returns with it', async () => {
    await done('role:create --name Clerk --resources Fixture_Shop::sales,Fixture_Shop::reports');
    bench.write(JSON.stringify({ modules: BASE }));
    expect(await done('acl:list')).not.toContain('Fixture_Shop');
    await done('role:revoke Clerk Fixture_Shop::reports');
    bench.write(JSON.stringify({ modules: { ...BASE, 'fixture-shop': 'enabled' } }));
    expect(await done('role:show Clerk')).toBe('Fixture_Shop::sales');
  });

  it('are made of what acl:list shows, as a tree', async () => {
    const lines = (await done('acl:list')).split('\n');
    expect(lines[0]).toBe('Magento_Backend::all  Everything');
    const shop = lines.filter((line) => line.includes('Fixture_Shop'));
    expect(shop).toEqual([
      '  Fixture_Shop::sales  Sales',
      '    Fixture_Shop::orders  Orders',
      '      Fixture_Shop::cancel  Cancel',
      '  Fixture_Shop::reports  Reports',
    ]);
    expect(await json('acl:list')).toMatchObject({
      id: 'Magento_Backend::all',
      children: expect.arrayContaining([
        { id: 'Magento_Backend::admin', title: 'Magento Admin', children: [] },
        { id: 'Fixture_Shop::reports', title: 'Reports', children: [] },
      ]),
    });
  });
});
