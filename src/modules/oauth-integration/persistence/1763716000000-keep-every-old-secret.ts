import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

const TABLE = 'oauth_consumer';

/**
 * There was room for one old secret: a second roll within the overlap ended the one that the
 * integration still used. Each step can be repeated, for MariaDB commits them one by one.
 */
export class KeepEveryOldSecret1763716000000 implements MigrationInterface {
  name = 'KeepEveryOldSecret1763716000000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner).ascii('old_secrets', 1_024, { isNullable: true });
    if (!(await runner.hasColumn(TABLE, 'old_secrets')))
      await runner.addColumn(TABLE, new TableColumn(column));
    // The secret goes first: as long as it is there, so is its end, and both can be copied again.
    if (await runner.hasColumn(TABLE, 'old_secret')) {
      // Without it, both were copied before: it went first in an earlier form of this migration.
      if (await runner.hasColumn(TABLE, 'old_secret_until'))
        await runner.query(`UPDATE ${TABLE} SET old_secrets = ${joined(runner)}
          WHERE old_secret IS NOT NULL`);
      await runner.dropColumn(TABLE, 'old_secret');
    }
    if (await runner.hasColumn(TABLE, 'old_secret_until'))
      await runner.dropColumn(TABLE, 'old_secret_until');
  }

  /** Old secrets are lost: the integrations that use them need the new ones. */
  async down(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    await runner.addColumns(TABLE, [
      new TableColumn(column.ascii('old_secret', 128, { isNullable: true })),
      new TableColumn(column.seconds('old_secret_until', { isNullable: true })),
    ]);
    await runner.dropColumn(TABLE, 'old_secrets');
  }
}

const joined = ({ dataSource }: QueryRunner): string =>
  dataSource.options.type === 'better-sqlite3'
    ? "old_secret_until || ':' || old_secret"
    : "CONCAT(old_secret_until, ':', old_secret)";
