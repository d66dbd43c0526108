import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../support/databases.js';
import { Erp } from '../support/integrations.js';

describeOnEachDatabase('a signed request', (kind) => {
  let erp: Erp;

  beforeAll(async () => {
    erp = await Erp.open({ kind });
  });
  afterAll(() => erp.test.stop());

  it('is served with the rights of the integration', async () => {
    const reply = await erp.call();
    expect([reply.status, JSON.parse(reply.body)]).toEqual([
      200,
      expect.arrayContaining(['oauth-integration']),
    ]);
  });
});
