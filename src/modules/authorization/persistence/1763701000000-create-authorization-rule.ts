import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

/** What roles and integrations have been granted; names of roles compared to the letter. */
export class CreateAuthorizationRule1763701000000 implements MigrationInterface {
  name = 'CreateAuthorizationRule1763701000000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    const resource = column.ascii('resource_id', 255, { isPrimary: true });
    await runner.createTable(
      new Table({
        name: 'authorization_rule',
        ...column.engine,
        columns: [column.unsigned('role_id', { isPrimary: true }), resource],
        foreignKeys: [
          {
            name: 'fk_authorization_rule_role',
            columnNames: ['role_id'],
            referencedTableName: 'authorization_role',
            referencedColumnNames: ['role_id'],
            onDelete: 'CASCADE',
            onUpdate: 'NO ACTION',
          },
        ],
      }),
      true,
    );
    await runner.createTable(
      new Table({
        name: 'authorization_grant',
        ...column.engine,
        columns: [
          column.unsigned('user_type', { isPrimary: true }),
          column.unsigned('user_id', { isPrimary: true }),
          resource,
        ],
      }),
      true,
    );
    // By hand: TypeORM would drop the column and make it again. SQLite compares so anyway.
    if (runner.dataSource.options.type !== 'better-sqlite3')
      await runner.query(
        `ALTER TABLE authorization_role
         MODIFY role_name VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type !== 'better-sqlite3')
      await runner.query('ALTER TABLE authorization_role MODIFY role_name VARCHAR(64) NOT NULL');
    await runner.dropTable('authorization_grant');
    await runner.dropTable('authorization_rule');
  }
}
