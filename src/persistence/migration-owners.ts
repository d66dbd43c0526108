import { Table, type DataSource, type QueryRunner } from 'typeorm';
import { MIGRATIONS_TABLE, type Schema } from './data-source-options.js';
import { SchemaTooNewError } from './errors.js';
import { portableColumns } from './portable-columns.js';

/**
 * Which module each migration is of. Without it, a migration that the code does not know could be
 * of a module that is off or was uninstalled, which is nothing to worry about, as well as of a newer
 * version of one that is on, whose tables older code would misread.
 */
const TABLE = 'schema_migration_owner';

interface Owned {
  readonly migration: string;
  readonly module: string;
}

/** To be called before anything is changed. @throws {SchemaTooNewError} */
export async function refuseNewerSchema(dataSource: DataSource, schema: Schema): Promise<void> {
  await using runner = dataSource.createQueryRunner();
  if (!(await runner.hasTable(TABLE))) return;
  const known = ownersIn(schema);
  const unknown = (await recorded(runner)).filter(
    ({ migration, module }) => schema.owners.has(module) && !known.has(migration),
  );
  if (unknown.length === 0) return;
  const rows = (await runner.query(`SELECT name FROM ${MIGRATIONS_TABLE}`)) as unknown;
  // One that was undone by the newer version is no obstacle.
  const applied = new Set((rows as { name: string }[]).map(({ name }) => name));
  const newer = unknown.find(({ migration }) => applied.has(migration));
  if (newer) throw new SchemaTooNewError(newer.module, newer.migration);
}

/** To be called after migrating. */
export async function recordOwners(dataSource: DataSource, schema: Schema): Promise<void> {
  await using runner = dataSource.createQueryRunner();
  if (!(await runner.hasTable(TABLE))) await createTable(runner);
  const missing = ownersIn(schema);
  for (const { migration } of await recorded(runner)) missing.delete(migration);
  const insert = `INSERT INTO ${TABLE} (migration, module) VALUES (?, ?)`;
  for (const owned of missing) await runner.query(insert, owned);
}

/** Modules by the names of their migrations. */
const ownersIn = ({ owners }: Schema): Map<string, string> =>
  new Map(
    [...owners].flatMap(([module, migrations]) =>
      migrations.map(({ name }): [string, string] => [name, module]),
    ),
  );

const recorded = async (runner: QueryRunner): Promise<readonly Owned[]> =>
  (await runner.query(`SELECT migration, module FROM ${TABLE}`)) as unknown as Owned[];

async function createTable(runner: QueryRunner): Promise<void> {
  const column = portableColumns(runner);
  const columns = [
    column.ascii('migration', 190, { isPrimary: true }),
    column.ascii('module', 190),
  ];
  await runner.createTable(new Table({ name: TABLE, ...column.engine, columns }));
}
