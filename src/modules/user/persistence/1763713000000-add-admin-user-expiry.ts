import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class AddAdminUserExpiry1763713000000 implements MigrationInterface {
  name = 'AddAdminUserExpiry1763713000000';

  async up(runner: QueryRunner): Promise<void> {
    // MariaDB commits what changes a table at once: a start that was killed may have come this far.
    if (await runner.hasColumn('admin_user', 'expires_at')) return;
    const column = portableColumns(runner).seconds('expires_at', { isNullable: true });
    await runner.addColumn('admin_user', new TableColumn(column));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('admin_user', 'expires_at');
  }
}
