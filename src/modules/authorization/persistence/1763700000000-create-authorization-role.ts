import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

/** Roles and who has which, with the one role there is from the start. */
export class CreateAuthorizationRole1763700000000 implements MigrationInterface {
  name = 'CreateAuthorizationRole1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    await runner.createTable(
      new Table({
        name: 'authorization_role',
        ...column.engine,
        columns: [
          column.id('role_id'),
          column.text('role_name', 64),
          { name: 'all_resources', type: 'boolean' },
        ],
        indices: [
          { name: 'uq_authorization_role_name', columnNames: ['role_name'], isUnique: true },
        ],
      }),
      true,
    );
    await runner.createTable(
      new Table({
        name: 'authorization_assignment',
        ...column.engine,
        columns: [
          column.unsigned('user_type', { isPrimary: true }),
          column.unsigned('user_id', { isPrimary: true }),
          column.unsigned('role_id'),
        ],
        foreignKeys: [
          {
            name: 'fk_authorization_assignment_role',
            columnNames: ['role_id'],
            referencedTableName: 'authorization_role',
            referencedColumnNames: ['role_id'],
            onDelete: 'NO ACTION',
            onUpdate: 'NO ACTION',
          },
        ],
      }),
      true,
    );
    // Conditional: on MySQL a crash may leave the tables behind without this migration's record.
    await runner.query(
      `INSERT INTO authorization_role (role_name, all_resources)
       SELECT 'Administrators', 1 WHERE NOT EXISTS (SELECT 1 FROM authorization_role)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('authorization_assignment');
    await runner.dropTable('authorization_role');
  }
}
