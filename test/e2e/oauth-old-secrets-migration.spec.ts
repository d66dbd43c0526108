import { afterAll, beforeAll, expect, it } from 'vitest';
import { KeepEveryOldSecret1763716000000 } from '../../src/modules/oauth-integration/persistence/1763716000000-keep-every-old-secret.js';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { Erp } from '../support/integrations.js';

describeOnEachDatabase('the one old secret of an earlier version', (kind) => {
  let erp: Erp;
  beforeAll(async () => {
    erp = await Erp.open({ kind });
  });
  afterAll(() => erp.test.stop());

  it('is taken over as the first of several, in steps that can be repeated', async () => {
    const rolled = await erp.lifecycle.roll(await erp.integrations.named('ERP'));
    const database = erp.test.get(Database);
    const rows = async (): Promise<unknown> =>
      database.run((manager) =>
        manager.query('SELECT consumer_key, old_secrets FROM oauth_consumer'),
      );
    const before = await rows();
    const migration = new KeepEveryOldSecret1763716000000();
    await database.run(async ({ dataSource }) => {
      const runner = dataSource.createQueryRunner();
      const [consumer] = (await runner.query('SELECT old_secrets FROM oauth_consumer')) as {
        old_secrets: string;
      }[];
      const [, until, sealed] = /^(\d+):(.+)$/.exec(consumer!.old_secrets)!;
      await migration.down(runner);
      await runner.query('UPDATE oauth_consumer SET old_secret = ?, old_secret_until = ?', [
        sealed,
        until,
      ]);
      await migration.up(runner);
      await migration.up(runner);
      await runner.release();
    });
    expect(await rows()).toEqual(before);
    expect(await erp.verdict()).toBe('200');
    expect(await erp.verdict({}, rolled)).toBe('200');
  });

  it('is done with where a start was killed between its last two steps', async () => {
    const migration = new KeepEveryOldSecret1763716000000();
    const left = await erp.test.get(Database).run(async ({ dataSource }) => {
      const runner = dataSource.createQueryRunner();
      await runner.query('ALTER TABLE oauth_consumer ADD COLUMN old_secret_until bigint');
      await migration.up(runner);
      const found = await runner.hasColumn('oauth_consumer', 'old_secret_until');
      await runner.release();
      return found;
    });
    expect(left).toBe(false);
    expect(await erp.verdict()).toBe('200');
  });

  it('stays as it was copied where its end alone is gone', async () => {
    const database = erp.test.get(Database);
    const migration = new KeepEveryOldSecret1763716000000();
    const read = 'SELECT old_secrets FROM oauth_consumer';
    const [before, after, left] = await database.run(async ({ dataSource }) => {
      const runner = dataSource.createQueryRunner();
      const copied: unknown = await runner.query(read);
      await runner.query('ALTER TABLE oauth_consumer ADD COLUMN old_secret varchar(128)');
      await runner.query("UPDATE oauth_consumer SET old_secret = 'sealed'");
      await migration.up(runner);
      const found = await runner.hasColumn('oauth_consumer', 'old_secret');
      const kept: unknown = await runner.query(read);
      await runner.release();
      return [copied, kept, found] as const;
    });
    expect([after, left]).toEqual([before, false]);
    expect(await erp.verdict()).toBe('200');
  });
});
