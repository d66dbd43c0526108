import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns, type PortableColumns } from '../../../persistence/index.js';

const NULLABLE = { isNullable: true };

export class CreateOauthIntegration1763712200000 implements MigrationInterface {
  name = 'CreateOauthIntegration1763712200000';

  async up(runner: QueryRunner): Promise<void> {
    const column = portableColumns(runner);
    for (const table of [consumer, token, nonce, integration])
      await runner.createTable(table(column), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['integration', 'oauth_nonce', 'oauth_token', 'oauth_consumer'])
      await runner.dropTable(name);
  }
}

const consumer = (column: PortableColumns): Table =>
  new Table({
    name: 'oauth_consumer',
    ...column.engine,
    columns: [
      column.id('entity_id'),
      column.text('name', 255),
      column.ascii('consumer_key', 32),
      column.ascii('secret', 128),
      column.ascii('old_secret', 128, NULLABLE),
      column.seconds('old_secret_until', NULLABLE),
      column.seconds('created_at'),
      column.seconds('updated_at'),
    ],
    indices: [{ name: 'uq_oauth_consumer_key', columnNames: ['consumer_key'], isUnique: true }],
  });

const token = (column: PortableColumns): Table =>
  new Table({
    name: 'oauth_token',
    ...column.engine,
    columns: [
      column.id('entity_id'),
      column.unsigned('consumer_id'),
      column.ascii('type', 16),
      column.ascii('digest', 64, NULLABLE),
      column.ascii('secret', 128, NULLABLE),
      column.ascii('verifier_digest', 64, NULLABLE),
      column.unsigned('revoked'),
      column.seconds('created_at'),
      column.seconds('expires_at', NULLABLE),
    ],
    indices: [
      { name: 'uq_oauth_token_digest', columnNames: ['digest'], isUnique: true },
      { name: 'ix_oauth_token_consumer_id', columnNames: ['consumer_id'] },
      { name: 'ix_oauth_token_created_at', columnNames: ['created_at'] },
    ],
  });

const nonce = (column: PortableColumns): Table =>
  new Table({
    name: 'oauth_nonce',
    ...column.engine,
    columns: [
      column.ascii('nonce', 32, { isPrimary: true }),
      column.unsigned('consumer_id', { isPrimary: true }),
      column.unsigned('timestamp'),
    ],
    indices: [{ name: 'ix_oauth_nonce_timestamp', columnNames: ['timestamp'] }],
  });

const integration = (column: PortableColumns): Table =>
  new Table({
    name: 'integration',
    ...column.engine,
    columns: [
      column.id('integration_id'),
      column.exact('name', 255),
      column.text('email', 255, NULLABLE),
      column.text('endpoint', 255, NULLABLE),
      column.text('identity_link_url', 255, NULLABLE),
      column.unsigned('status'),
      column.unsigned('setup_type'),
      column.unsigned('consumer_id'),
      column.seconds('created_at'),
      column.seconds('updated_at'),
      column.seconds('expires_at', NULLABLE),
      column.unsigned('warned_days', NULLABLE),
      { name: 'source_ranges', type: 'text', isNullable: true },
      { name: 'as_bearer', type: 'boolean', isNullable: true },
      column.seconds('last_used_at', NULLABLE),
      column.seconds('use_count'),
      column.ascii('config_digest', 64, NULLABLE),
    ],
    indices: [
      { name: 'uq_integration_name', columnNames: ['name'], isUnique: true },
      { name: 'uq_integration_consumer_id', columnNames: ['consumer_id'], isUnique: true },
    ],
  });
