import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateAdminUser1763700060000 implements MigrationInterface {
  name = 'CreateAdminUser1763700060000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    await runner.createTable(
      new Table({
        name: 'admin_user',
        ...column.engine,
        columns: [
          column.id('user_id'),
          column.text('username', 255),
          column.exact('username_key', 255),
          column.text('email', 255),
          column.ascii('password', 255),
          { name: 'is_active', type: 'boolean' },
          column.seconds('created_at'),
          column.seconds('logdate', { isNullable: true }),
          column.unsigned('lognum'),
        ],
        indices: [
          { name: 'uq_admin_user_username_key', columnNames: ['username_key'], isUnique: true },
          { name: 'uq_admin_user_email', columnNames: ['email'], isUnique: true },
        ],
      }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('admin_user');
  }
}
