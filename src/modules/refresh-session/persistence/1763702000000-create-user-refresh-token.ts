import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateUserRefreshToken1763702000000 implements MigrationInterface {
  name = 'CreateUserRefreshToken1763702000000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    const unique = (name: string, ...columnNames: string[]) => ({
      name: `uq_user_refresh_token_${name}`,
      columnNames,
      isUnique: true,
    });
    await runner.createTable(
      new Table({
        name: 'user_refresh_token',
        ...column.engine,
        columns: [
          column.id('id'),
          column.ascii('session_id', 22),
          column.unsigned('user_type'),
          column.unsigned('user_id'),
          column.ascii('family', 64),
          column.unsigned('generation'),
          column.ascii('digest', 64),
          column.ascii('previous_digest', 64, { isNullable: true }),
          column.seconds('replaced_at', { isNullable: true }),
          column.ascii('device', 64),
          column.ascii('ip', 45),
          column.text('user_agent', 512),
          column.text('device_name', 100),
          column.seconds('created_at'),
          column.seconds('last_used_at'),
          column.seconds('expires_at'),
          column.seconds('absolute_expires_at'),
          column.unsigned('impersonator_id', { isNullable: true }),
          column.text('impersonator_name', 255, { isNullable: true }),
        ],
        indices: [
          unique('session_id', 'session_id'),
          unique('family', 'family'),
          unique('digest', 'digest'),
          unique('device', 'user_type', 'user_id', 'device'),
          { name: 'ix_user_refresh_token_expires_at', columnNames: ['expires_at'] },
          { name: 'ix_user_refresh_token_impersonator', columnNames: ['impersonator_id'] },
        ],
      }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('user_refresh_token');
  }
}
