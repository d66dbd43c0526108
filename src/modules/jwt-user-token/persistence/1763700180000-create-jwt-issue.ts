import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateJwtIssue1763700180000 implements MigrationInterface {
  name = 'CreateJwtIssue1763700180000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    await runner.createTable(
      new Table({
        name: 'jwt_issue',
        ...column.engine,
        columns: [
          column.id('id'),
          column.unsigned('user_type'),
          column.unsigned('user_id'),
          column.seconds('issued_at'),
          column.seconds('expires_at'),
        ],
        indices: [{ name: 'ix_jwt_issue_expires_at', columnNames: ['expires_at'] }],
      }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('jwt_issue');
  }
}
