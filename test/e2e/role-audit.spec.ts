import { Injectable, Module } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditTrail, PrincipalType, type AuditEvent } from '../../src/contract/index.js';
import { defineFeature, defineModule, prefer } from '../../src/kernel/index.js';
import { ResourceLists, Roles } from '../../src/modules/authorization/index.js';
import { RoleResources } from '../../src/modules/authorization/role-resources.js';
import { AdminUserRoleCommand } from '../../src/modules/user/admin-user-role.command.js';
import { Database } from '../../src/persistence/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Keeps what it is told, and whether that was part of a transaction. */
@Injectable()
class OpenTrail extends AuditTrail {
  readonly events: AuditEvent[] = [];
  readonly inTransaction = new Set<boolean>();

  constructor(private readonly database: Database) {
    super();
  }

  override async record(event: AuditEvent): Promise<void> {
    this.inTransaction.add(this.database.inTransaction);
    this.events.push(event);
  }
}

@Module({ providers: [OpenTrail], exports: [OpenTrail] })
class OpenTrailModule {}

const openTrail = defineModule({
  name: 'open-trail',
  summary: 'An audit trail to be looked into.',
  sequence: ['security'],
  load: async () =>
    defineFeature({ module: OpenTrailModule, preferences: [prefer(AuditTrail, OpenTrail)] }),
});

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ manifests: [openTrail] });
});
afterAll(() => test.stop());

it('every change of rights is noted, with its transaction, and nothing that is none', async () => {
  const trail = test.get(OpenTrail);
  const roles = test.get(Roles);
  const resources = test.get(RoleResources);
  await test.createAdmin('ada', 'x');
  await test.createAdmin('bert', 'x');
  trail.events.length = 0;

  await roles.create('Clerk', ['Magento_Backend::admin', 'Magento_Backend::admin']);
  await resources.grant('Clerk', 'Magento_Backend::system');
  await resources.grant('Clerk', 'Magento_Backend::system');
  await resources.revoke('Clerk', 'Magento_Backend::system');
  await test.get(AdminUserRoleCommand).run(['bert', 'Clerk']);
  await test.get(AdminUserRoleCommand).run(['BERT', 'Clerk']);
  await expect(test.get(AdminUserRoleCommand).run(['ada', 'Clerk'])).rejects.toMatchObject({
    code: 'FULL_ACCESS_LOST',
  });
  await test.get(AdminUserRoleCommand).run(['BERT', 'all']);
  await roles.delete('Clerk');
  const integration = { type: PrincipalType.Integration, id: 1 };
  await test.get(ResourceLists).replace(integration, ['Magento_Backend::system'], 'ERP');

  const noted = trail.events.map(({ action, result, subject, details }) => [
    action,
    result,
    subject,
    details,
  ]);
  expect(noted).toEqual([
    ['role.create', 'success', 'Clerk', { resources: ['Magento_Backend::admin'] }],
    ['role.grant', 'success', 'Clerk', { resource: 'Magento_Backend::system' }],
    ['role.revoke', 'success', 'Clerk', { resource: 'Magento_Backend::system' }],
    ['admin.role', 'success', 'bert', { role: 'Clerk', before: 'Administrators' }],
    ['admin.role', 'success', 'bert', { role: 'Administrators', before: 'Clerk' }],
    ['role.delete', 'success', 'Clerk', {}],
    ['integration.resources', 'success', 'ERP', { resources: ['Magento_Backend::system'] }],
  ]);
  expect([...trail.inTransaction]).toEqual([true]);
});
