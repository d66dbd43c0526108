import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLE = 'user_refresh_token';
const INDEX = 'uq_user_refresh_token_digest';

/**
 * A session is found by its family, and nobody looks for a digest; every rotation moved its entry
 * all the same, which is two pages at random places. Digests are unique because families are: each
 * is that of a text which begins with its family.
 */
export class DropDigestIndex1763715000000 implements MigrationInterface {
  name = 'DropDigestIndex1763715000000';

  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable(TABLE);
    const index = table?.indices.find(({ name }) => name === INDEX);
    if (table && index) await runner.dropIndex(table, index);
  }

  async down(runner: QueryRunner): Promise<void> {
    const index = new TableIndex({ name: INDEX, columnNames: ['digest'], isUnique: true });
    await runner.createIndex(TABLE, index);
  }
}
