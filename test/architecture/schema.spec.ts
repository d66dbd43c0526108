import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../../src/persistence/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { EVERYTHING } from './every-module.js';

describeOnEachDatabase('the schema with every module on', (kind) => {
  let test: TestApp;

  beforeEach(async () => {
    test = await startTestApp({ modules: EVERYTHING, kind });
  });
  afterEach(() => test.stop());

  /** What TypeORM would change to make the database fit the entities. */
  const drift = async (): Promise<string[]> => {
    const { upQueries } = await test.get(Database).dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  };

  /** Tables of entities that are there. */
  const tables = async (): Promise<string[]> => {
    const { dataSource } = test.get(Database);
    await using runner = dataSource.createQueryRunner();
    const found = await runner.getTables(
      dataSource.entityMetadatas.map(({ tableName }) => tableName),
    );
    return found.map(({ name }) => name);
  };

  it('is after the migrations what the entities say', async () => {
    expect(await drift()).toEqual([]);
  });

  it('goes back, migration by migration, and forth again', async () => {
    const { dataSource } = test.get(Database);
    const migrations = dataSource.migrations.length;
    expect(await tables()).toHaveLength(dataSource.entityMetadatas.length);
    for (let undone = 0; undone < migrations; undone += 1) await dataSource.undoLastMigration();
    expect(await tables()).toEqual([]);
    expect(await dataSource.runMigrations({ transaction: 'each' })).toHaveLength(migrations);
    expect(await drift()).toEqual([]);
  });

  it('names every index and every foreign key', () => {
    const { entityMetadatas } = test.get(Database).dataSource;
    const unnamed = entityMetadatas.flatMap(({ tableName, indices, foreignKeys, uniques }) => [
      ...indices
        .filter(({ name, isUnique }) => !name.startsWith(`${isUnique ? 'uq' : 'ix'}_${tableName}_`))
        .map(({ name }) => name),
      ...foreignKeys
        .filter(({ name }) => !name.startsWith(`fk_${tableName}_`))
        .map(({ name }) => name),
      ...uniques.map(({ name }) => name),
    ]);
    expect(unnamed).toEqual([]);
  });
});
