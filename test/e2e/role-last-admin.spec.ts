import { afterEach, beforeEach, expect, it } from 'vitest';
import { PrincipalType, type Principal } from '../../src/contract/index.js';
import { Roles } from '../../src/modules/authorization/index.js';
import { RoleResources } from '../../src/modules/authorization/role-resources.js';
import { RoleStore } from '../../src/modules/authorization/role-store.js';
import { AdminAccounts } from '../../src/modules/user/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ROOT = 'Magento_Backend::all';

describeOnEachDatabase('the last one who may do everything', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  let roles: Roles;
  let resources: RoleResources;

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    test = await startTestApp({ database });
    roles = test.get(Roles);
    resources = test.get(RoleResources);
    await roles.create('Viewer', ['Magento_Backend::admin']);
  });
  afterEach(async () => {
    await test.stop();
    await database.remove();
  });

  const fullAdmin = async (username: string): Promise<Principal> => ({
    type: PrincipalType.Admin,
    id: await test.createAdmin(username, 'correct horse'),
  });

  const outcome = async (change: Promise<unknown>): Promise<string> => {
    try {
      await change;
      return 'done';
    } catch (error) {
      return String((error as { code?: unknown }).code ?? error);
    }
  };

  const full = async (): Promise<number[]> => test.get(RoleStore).fullAdministrators();

  it('keeps the role, and nothing of the attempt remains', async () => {
    const ada = await fullAdmin('ada');
    await roles.create('Root', [ROOT]);
    for (const attempt of [
      () => roles.assign(ada, 'Viewer', 'ada'),
      () => resources.revoke('Administrators', ROOT),
      () => resources.revoke('all', ROOT),
    ]) {
      expect(await outcome(attempt())).toBe('FULL_ACCESS_LOST');
      expect(await full()).toEqual([ada.id]);
    }
    expect(await outcome(roles.delete('Administrators'))).toBe('ROLE_IN_USE');
    expect(await outcome(roles.assign(ada, 'Root', 'ada'))).toBe('done');
    expect(await outcome(roles.delete('Administrators'))).toBe('done');
    expect(await outcome(resources.revoke('Root', ROOT))).toBe('FULL_ACCESS_LOST');
    expect(await full()).toEqual([ada.id]);
  });

  it('is not one who is switched off', async () => {
    const ada = await fullAdmin('ada');
    const bert = await fullAdmin('bert');
    await test.get(AdminAccounts).deactivate('bert');
    expect(await outcome(roles.assign(ada, 'Viewer'))).toBe('FULL_ACCESS_LOST');
    await test.get(AdminAccounts).activate('bert');
    expect(await outcome(roles.assign(ada, 'Viewer'))).toBe('done');
    expect(await outcome(roles.assign(bert, 'Viewer'))).toBe('FULL_ACCESS_LOST');
    expect(await full()).toEqual([bert.id]);
  });

  it('may have the role in common with others, whom it is taken from', async () => {
    const ada = await fullAdmin('ada');
    const bert = await fullAdmin('bert');
    await roles.create('Root', [ROOT, 'Magento_Backend::admin']);
    await roles.assign(bert, 'Root');
    expect(await outcome(resources.revoke('Root', ROOT))).toBe('done');
    expect(await full()).toEqual([ada.id]);
    expect(await outcome(resources.revoke('Root', ROOT))).toBe('RESOURCE_NOT_GRANTED');
    expect(await test.get(RoleStore).resourcesOf(await test.get(RoleStore).find('Root'))).toEqual([
      'Magento_Backend::admin',
    ]);
  });

  it('keeps the last role that allows everything, though nobody has it yet', async () => {
    expect(await outcome(roles.delete('Administrators'))).toBe('ROLE_LAST_FULL');
    expect(await outcome(resources.revoke('Administrators', ROOT))).toBe('FULL_ACCESS_LOST');
    expect((await fullAdmin('ada')).id).toBeGreaterThan(0);
  });

  it('remains when all of them are reduced at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const admins = [];
      for (const name of ['a', 'b', 'c', 'd']) admins.push(await fullAdmin(`${name}${round}`));
      for (const id of await full())
        if (!admins.some((admin) => admin.id === id))
          await roles.assign({ type: PrincipalType.Admin, id }, 'Viewer');
      const outcomes = await Promise.all(
        admins.map((admin) => outcome(roles.assign(admin, 'Viewer'))),
      );
      expect(outcomes.toSorted()).toEqual(['FULL_ACCESS_LOST', 'done', 'done', 'done']);
      expect(await full()).toHaveLength(1);
    }
  });

  it('remains when two roles are reduced and a user at the same moment', async () => {
    const roots = ['Root 1', 'Root 2'];
    for (const name of roots) {
      await roles.create(name, [ROOT]);
      await roles.assign(await fullAdmin(`holder${name.at(-1)}`), name);
    }
    const ada = await fullAdmin('ada');
    for (let round = 0; round < 5; round += 1) {
      const outcomes = await Promise.all([
        ...roots.map((name) => outcome(resources.revoke(name, ROOT))),
        outcome(roles.assign(ada, 'Viewer')),
      ]);
      expect(outcomes.toSorted()).toEqual(['FULL_ACCESS_LOST', 'done', 'done']);
      expect(await full()).toHaveLength(1);
      for (const name of roots) await resources.grant(name, ROOT);
      await roles.assign(ada, 'all');
    }
  });
});
