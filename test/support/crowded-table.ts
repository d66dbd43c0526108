import type { DataSource, EntityMetadata } from 'typeorm';

/** Rows that one statement adds. */
const BATCH = 250;
/** Ids that tests do not reach. */
const FIRST = 1_000_000;

/** Values that are all different, far from what tests make, and spread over time. */
function valueOf(column: EntityMetadata['columns'][number], row: number): unknown {
  const { databaseName, type, length, isNullable } = column;
  if (databaseName === 'id') return row;
  if (databaseName === 'user_type') return 3;
  if (isNullable) return null;
  // From late 2023 on, so that a few of them are long over in the tests' time.
  if (type === 'bigint' || databaseName === 'timestamp')
    return 1_700_000_000 + (row - FIRST) * 800_000;
  if (type === 'integer' || type === Number) return row;
  const text = row.toString(16).padStart(8, '0');
  return text.padStart(Math.min(64, Number(length) || 16), 'f').slice(-(Number(length) || 16));
}

/** Fills a table, so that a database has to choose how it looks for something. */
export async function crowd(
  dataSource: DataSource,
  { tableName, columns }: EntityMetadata,
  rows: number,
): Promise<void> {
  const names = columns.map(({ databaseName }) => databaseName);
  const marks = `(${names.map(() => '?').join()})`;
  for (let first = 0; first < rows; first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, index) => FIRST + first + index);
    const values = batch.flatMap((row) => columns.map((column) => valueOf(column, row)));
    await dataSource.query(
      `INSERT INTO ${tableName} (${names.join()}) VALUES ${batch.map(() => marks).join()}`,
      values,
    );
  }
}
