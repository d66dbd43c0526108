import type { QueryRunner } from 'typeorm';

/** What the runners of `serializeSqlite` can do beyond TypeORM's. */
interface DirectRunner extends QueryRunner {
  changes(sql: string, parameters: readonly unknown[]): number;
}

/** Runs one statement of an open transaction that yields no rows. @returns How many it changed. */
export async function changesOf(
  runner: QueryRunner,
  sql: string,
  parameters: readonly unknown[],
): Promise<number> {
  if ('changes' in runner) return (runner as DirectRunner).changes(sql, parameters);
  const { affected } = await runner.query(sql, [...parameters], true);
  return affected ?? 0;
}
