import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateTfaTables1763703000000 implements MigrationInterface {
  name = 'CreateTfaTables1763703000000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    const nullable = { isNullable: true };
    await runner.createTable(
      new Table({
        name: 'tfa_factor',
        ...column.engine,
        columns: [
          column.id('id'),
          column.unsigned('user_id'),
          column.ascii('provider', 16),
          { name: 'data', type: 'text' },
          { name: 'is_active', type: 'boolean' },
          column.seconds('last_step'),
          column.ascii('challenge', 64, nullable),
          column.seconds('challenge_expires', nullable),
          column.seconds('created_at'),
          column.seconds('activated_at', nullable),
        ],
        indices: [
          { name: 'uq_tfa_factor_user', columnNames: ['user_id', 'provider'], isUnique: true },
        ],
      }),
      true,
    );
    await runner.createTable(
      new Table({
        name: 'tfa_recovery_code',
        ...column.engine,
        columns: [
          column.id('id'),
          column.unsigned('user_id'),
          column.ascii('digest', 64),
          column.seconds('used_at', nullable),
        ],
        indices: [
          {
            name: 'uq_tfa_recovery_code_digest',
            columnNames: ['user_id', 'digest'],
            isUnique: true,
          },
        ],
      }),
      true,
    );
    await runner.createTable(
      new Table({
        name: 'tfa_user_config',
        ...column.engine,
        columns: [
          column.unsigned('user_id', { isPrimary: true }),
          { name: 'encoded_providers', type: 'text', isNullable: true },
          column.ascii('default_provider', 16, nullable),
          column.seconds('mailed_at'),
        ],
      }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('tfa_user_config');
    await runner.dropTable('tfa_recovery_code');
    await runner.dropTable('tfa_factor');
  }
}
