import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../../persistence/index.js';

/** Websites, stores and store views, with those of a fresh Magento. */
export class CreateStore1763700240000 implements MigrationInterface {
  name = 'CreateStore1763700240000';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    for (const statement of seeds()) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['store', 'store_group', 'store_website']) await runner.dropTable(table);
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  const column = portableColumns(runner);
  const create = (name: string, columns: Table['columns'] | object[]): Promise<void> =>
    runner.createTable(
      new Table({
        name,
        ...column.engine,
        columns: columns as never,
        indices: [{ name: `uq_${name}_code`, columnNames: ['code'], isUnique: true }],
      }),
      true,
    );
  await create('store_website', [
    column.id('website_id'),
    column.ascii('code', 32),
    column.text('name', 255),
    column.unsigned('sort_order'),
    column.unsigned('default_group_id'),
    { name: 'is_default', type: 'boolean' },
  ]);
  await create('store_group', [
    column.id('group_id'),
    column.unsigned('website_id'),
    column.ascii('code', 32),
    column.text('name', 255),
    column.unsigned('root_category_id'),
    column.unsigned('default_store_id'),
  ]);
  await create('store', [
    column.id('store_id'),
    column.ascii('code', 32),
    column.unsigned('website_id'),
    column.unsigned('group_id'),
    column.text('name', 255),
    column.unsigned('sort_order'),
    { name: 'is_active', type: 'boolean' },
    column.ascii('locale', 16),
    column.ascii('base_currency_code', 3),
    column.ascii('default_display_currency_code', 3),
    column.ascii('timezone', 64),
    column.ascii('weight_unit', 3),
    column.ascii('base_url', 255, { isNullable: true }),
  ]);
}

/** `'en_US', 'USD', ...`: what a fresh Magento says of its views. */
const CONFIGURATION = `'en_US', 'USD', 'USD', 'America/Los_Angeles', 'lbs'`;

/**
 * Each can run again: on MySQL a crash may leave the tables behind without this migration's record.
 * Row 0 is made as row 1 and renumbered, because MySQL takes an inserted 0 for "the next one".
 */
const seeds = (): string[] => [
  ...seed(
    'store_website',
    'website_id',
    'code, name, sort_order, default_group_id, is_default',
    `'admin', 'Admin', 0, 0, 0`,
    `'base', 'Main Website', 0, 1, 1`,
  ),
  ...seed(
    'store_group',
    'group_id',
    'code, website_id, name, root_category_id, default_store_id',
    `'default', 0, 'Default', 0, 0`,
    `'main_website_store', 1, 'Main Website Store', 2, 1`,
  ),
  ...seed(
    'store',
    'store_id',
    `code, website_id, group_id, name, sort_order, is_active,
     locale, base_currency_code, default_display_currency_code, timezone, weight_unit`,
    `'admin', 0, 0, 'Admin', 0, 1, ${CONFIGURATION}`,
    `'default', 1, 1, 'Default Store View', 0, 1, ${CONFIGURATION}`,
  ),
];

/** @param rows Values of row 0 and row 1, the code first. */
function seed(table: string, id: string, columns: string, ...rows: readonly string[]): string[] {
  const codes = rows.map((row) => row.slice(0, row.indexOf(',')));
  const [first, second] = rows.map(
    (row, index) =>
      `INSERT INTO ${table} (${id}, ${columns})
       SELECT 1, ${row} WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE code = ${codes[index]})`,
  );
  return [first!, `UPDATE ${table} SET ${id} = 0 WHERE code = ${codes[0]}`, second!];
}
