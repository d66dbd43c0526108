import { Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../../src/persistence/index.js';
import { defineFeature, defineModule, type ModuleManifest } from '../../src/kernel/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import { startTestApp } from '../support/test-app.js';

class CreateThings1800000000000 implements MigrationInterface {
  up = async (runner: QueryRunner): Promise<void> =>
    void (await runner.query('CREATE TABLE thing (id INTEGER)'));
  down = async (): Promise<void> => {};
}

class WidenThings1800000001000 implements MigrationInterface {
  up = async (runner: QueryRunner): Promise<void> =>
    void (await runner.query('ALTER TABLE thing ADD COLUMN width INTEGER'));
  down = async (): Promise<void> => {};
}

class ThingsModule {}
Module({})(ThingsModule);

const things = (...migrations: (new () => MigrationInterface)[]): ModuleManifest =>
  defineModule({
    name: 'things',
    summary: 'Has a table.',
    sequence: [],
    load: async () => defineFeature({ module: ThingsModule, migrations }),
  });
const older = things(CreateThings1800000000000);
const newer = things(CreateThings1800000000000, WidenThings1800000001000);

describeOnEachDatabase('a schema that a newer version has changed', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(kind);
  });
  afterEach(() => database.remove());

  /** Starts with these modules on top, and stops. @returns The migrations that are recorded. */
  async function startWith(...manifests: ModuleManifest[]): Promise<string[]> {
    const test = await startTestApp({ database, manifests });
    const rows = await test
      .get(Database)
      .dataSource.query('SELECT name FROM schema_migrations ORDER BY id');
    await test.stop();
    return rows.map(({ name }: { name: string }) => name);
  }

  const REFUSAL = {
    code: 'SCHEMA_TOO_NEW',
    parameters: ['things', 'WidenThings1800000001000'],
  };

  it('BOOT-07 is refused by the older one, which does not touch it', async () => {
    const migrated = await startWith(newer);
    expect(migrated).toContain('WidenThings1800000001000');
    await expect(startWith(older)).rejects.toMatchObject(REFUSAL);
    await expect(startWith(older)).rejects.toThrow(/does not know/);
    expect(await startWith(newer)).toEqual(migrated);
  });

  it('BOOT-07 is no obstacle where the module is off or gone', async () => {
    const migrated = await startWith(newer);
    expect(await startWith()).toEqual(migrated);
    await expect(startWith(older)).rejects.toMatchObject(REFUSAL);
  });

  it('BOOT-07 is no obstacle once the newer one has taken its migration back', async () => {
    await startWith(newer);
    const test = await startTestApp({ database, manifests: [newer] });
    await test.get(Database).dataSource.undoLastMigration();
    await test.stop();
    expect(await startWith(older)).not.toContain('WidenThings1800000001000');
  });
});
