import type { Database } from '../../src/persistence/index.js';

/**
 * Lets one kind of statement on one table fail, as a full disk or a lost right would, and nothing
 * beside it.
 *
 * @returns Puts an end to that.
 */
export async function refuseRows(
  { dataSource, dialect }: Database,
  statement: 'INSERT' | 'UPDATE',
  table: string,
): Promise<() => Promise<void>> {
  const body =
    dialect === 'sqlite'
      ? "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"
      : "FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refused by the test'";
  await dataSource.query(`CREATE TRIGGER refuse_rows BEFORE ${statement} ON ${table} ${body}`);
  return async () => void (await dataSource.query('DROP TRIGGER refuse_rows'));
}
