import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateAuditEvent1763700100000 implements MigrationInterface {
  name = 'CreateAuditEvent1763700100000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    await runner.createTable(
      new Table({
        name: 'audit_event',
        ...column.engine,
        columns: [
          column.id('id'),
          column.seconds('at'),
          column.ascii('action', 64),
          column.ascii('result', 8),
          column.ascii('actor', 16),
          column.unsigned('actor_id', { isNullable: true }),
          column.text('actor_name', 255, { isNullable: true }),
          column.text('subject', 255, { isNullable: true }),
          column.ascii('address', 45, { isNullable: true }),
          column.text('user_agent', 255, { isNullable: true }),
          column.ascii('request_id', 64, { isNullable: true }),
          { name: 'details', type: 'text', isNullable: true },
        ],
        indices: [
          { name: 'ix_audit_event_at', columnNames: ['at'] },
          { name: 'ix_audit_event_action', columnNames: ['action'] },
          { name: 'ix_audit_event_subject', columnNames: ['subject'] },
        ],
      }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_event');
  }
}
