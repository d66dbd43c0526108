import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateSignInLock1763700090000 implements MigrationInterface {
  name = 'CreateSignInLock1763700090000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    await runner.createTable(
      new Table({
        name: 'sign_in_lock',
        ...column.engine,
        columns: [
          column.id('id'),
          column.unsigned('user_type'),
          column.ascii('name_digest', 64),
          column.unsigned('failures'),
          column.seconds('failures_until'),
          column.seconds('lease_period'),
          column.unsigned('places'),
          column.unsigned('places_before'),
          column.seconds('expires_at'),
        ],
        indices: [
          {
            name: 'uq_sign_in_lock_name',
            columnNames: ['user_type', 'name_digest'],
            isUnique: true,
          },
          { name: 'ix_sign_in_lock_expires_at', columnNames: ['expires_at'] },
          { name: 'ix_sign_in_lock_failures', columnNames: ['failures', 'expires_at'] },
        ],
      }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('sign_in_lock');
  }
}
