import { afterEach, beforeEach, expect, it } from 'vitest';
import { IntegrationCreateCommand } from '../../src/modules/oauth-integration/commands/integration-create.command.js';
import {
  IntegrationStateError,
  UnknownIntegrationError,
} from '../../src/modules/oauth-integration/integration-errors.js';
import type { Integration } from '../../src/modules/oauth-integration/persistence/integration.entity.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { ADMIN_RESOURCE, Erp } from '../support/integrations.js';
import { refuseRows } from '../support/refused-rows.js';

const STORE_RESOURCE = 'Magento_Integration::integrations';

/** Each change is given the integration as it was found before the other one. */
describeOnEachDatabase('changes of one integration at the same time', (kind) => {
  let erp: Erp;
  let found: Integration;

  beforeEach(async () => {
    erp = await Erp.open({ kind });
    found = await erp.integrations.named('ERP');
  });
  afterEach(() => erp.test.stop());

  const count = async (sql: string): Promise<number> => {
    const [row] = await erp.test.get(Database).dataSource.query(`SELECT COUNT(*) AS n FROM ${sql}`);
    return Number((row as { n: number | string }).n);
  };
  const left = async (): Promise<number[]> => [
    await count('oauth_token'),
    await count(`authorization_grant WHERE user_id = ${found.id} AND user_type = 1`),
    await count('audit_event'),
  ];

  it.each([
    ['activated', () => erp.lifecycle.activate(Object.assign(found, { status: 0 }))],
    ['reauthorized', () => erp.lifecycle.reauthorize(found)],
    ['deactivated', () => erp.lifecycle.deactivate(found)],
    ['rolled', () => erp.lifecycle.roll(found)],
    ['updated', () => erp.integrations.update(found, (before) => before)],
    ['deleted', () => erp.integrations.delete(found)],
  ])('leave nothing behind where it is %s after it was deleted', async (_way, change) => {
    await erp.integrations.delete(found);
    const before = await left();
    expect(before.slice(0, 2)).toEqual([0, 0]);
    await expect(change()).rejects.toBeInstanceOf(UnknownIntegrationError);
    expect(await left()).toEqual(before);
  });

  it('activate it once, and make one token', async () => {
    await erp.lifecycle.deactivate(found);
    const inactive = await erp.integrations.named('ERP');
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => erp.lifecycle.activate(inactive)),
    );
    const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refusals).toEqual([
      expect.any(IntegrationStateError),
      expect.any(IntegrationStateError),
    ]);
    expect(await count('oauth_token')).toBe(1);
  });

  it('roll nothing that was deactivated meanwhile', async () => {
    await erp.lifecycle.deactivate(found);
    await expect(erp.lifecycle.roll(found)).rejects.toBeInstanceOf(IntegrationStateError);
    expect(await count("audit_event WHERE action = 'integration.roll'")).toBe(0);
  });

  it('each keep what the others changed', async () => {
    await Promise.all([
      erp.integrations.update(found, (before) => ({ ...before, email: 'one@x.example' })),
      erp.integrations.update(found, (before) => ({ ...before, sourceRanges: '10.0.0.0/8' })),
      erp.integrations.update(found, (before) => ({
        ...before,
        resources: [...before.resources, STORE_RESOURCE],
      })),
    ]);
    const changed = await erp.integrations.named('ERP');
    expect(changed).toMatchObject({ email: 'one@x.example', sourceRanges: '10.0.0.0/8' });
    expect(await erp.integrations.resourcesOf(changed)).toEqual([ADMIN_RESOURCE, STORE_RESOURCE]);
  });

  it('leave nothing of one that is created and cannot be activated, so that it can be again', async () => {
    const tables = ['integration', 'oauth_consumer', 'oauth_token', 'authorization_grant'];
    const counts = () => Promise.all([...tables, 'audit_event'].map(count));
    const create = () =>
      erp.test
        .get(IntegrationCreateCommand)
        .run([], { name: 'Second', resources: ADMIN_RESOURCE, activate: true });
    const before = await counts();
    const accept = await refuseRows(erp.test.get(Database), 'INSERT', 'oauth_token');
    await expect(create()).rejects.toThrow(/refused by the test/);
    expect(await counts()).toEqual(before);
    await accept();
    expect((await create()).json).toMatchObject({ name: 'Second', status: 1 });
  });
});
