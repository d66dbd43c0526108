import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateTokenTables1763700120000 implements MigrationInterface {
  name = 'CreateTokenTables1763700120000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    await runner.createTable(
      new Table({
        name: 'opaque_token',
        ...column.engine,
        columns: [
          column.id('id'),
          column.ascii('digest', 64),
          column.unsigned('user_type'),
          column.unsigned('user_id'),
          column.seconds('issued_at'),
          column.seconds('expires_at'),
          column.seconds('revoked_at', { isNullable: true }),
          column.ascii('session_id', 64, { isNullable: true }),
          { name: 'claims', type: 'text', isNullable: true },
        ],
        indices: [
          { name: 'uq_opaque_token_digest', columnNames: ['digest'], isUnique: true },
          { name: 'ix_opaque_token_user', columnNames: ['user_type', 'user_id'] },
          { name: 'ix_opaque_token_expires_at', columnNames: ['expires_at'] },
        ],
      }),
      true,
    );
    await runner.createTable(
      new Table({
        name: 'token_revocation',
        ...column.engine,
        columns: [
          column.unsigned('user_type', { isPrimary: true }),
          column.unsigned('user_id', { isPrimary: true }),
          column.seconds('revoke_before'),
        ],
      }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('token_revocation');
    await runner.dropTable('opaque_token');
  }
}
