import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

export class CreateCustomer1763700300000 implements MigrationInterface {
  name = 'CreateCustomer1763700300000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    const nullable = { isNullable: true };
    await runner.createTable(
      new Table({
        name: 'customer_entity',
        ...column.engine,
        columns: [
          column.id('entity_id'),
          column.unsigned('website_id'),
          column.text('email', 255),
          column.exact('email_key', 255),
          column.text('firstname', 255),
          column.text('lastname', 255),
          column.text('middlename', 255, nullable),
          column.text('prefix', 40, nullable),
          column.text('suffix', 40, nullable),
          column.unsigned('gender', nullable),
          column.ascii('dob', 10, nullable),
          column.text('taxvat', 50, nullable),
          column.unsigned('group_id'),
          column.unsigned('store_id'),
          column.ascii('password_hash', 255, nullable),
          column.ascii('confirmation', 64, nullable),
          { name: 'is_active', type: 'boolean' },
          column.seconds('created_at'),
          column.seconds('updated_at'),
          column.text('created_in', 255),
          { name: 'disable_auto_group_change', type: 'boolean' },
        ],
        indices: [
          {
            name: 'uq_customer_entity_email',
            columnNames: ['website_id', 'email_key'],
            isUnique: true,
          },
          { name: 'ix_customer_entity_email_key', columnNames: ['email_key'] },
        ],
      }),
      true,
    );
    await runner.createTable(
      new Table({
        name: 'customer_lock',
        ...column.engine,
        columns: [
          column.unsigned('customer_id', { isPrimary: true }),
          column.unsigned('failures_num'),
          column.seconds('first_failure', nullable),
          column.seconds('lock_expires', nullable),
        ],
      }),
      true,
    );
    // Conditional: on MySQL a crash may leave the tables behind without this migration's record.
    await runner.query(
      `INSERT INTO customer_lock (customer_id, failures_num)
       SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM customer_lock WHERE customer_id = 0)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('customer_lock');
    await runner.dropTable('customer_entity');
  }
}
