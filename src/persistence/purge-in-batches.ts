import { setImmediate } from 'node:timers/promises';
import type { EntityTarget } from 'typeorm';
import { In, LessThanOrEqual, type FindOptionsWhere } from 'typeorm';
import type { Database } from './database.js';

/** Small enough that no lock is held for longer than a request notices. */
const BATCH = 200;

interface PurgeableRow {
  readonly id: number;
}

/**
 * Deletes rows that expired, by key and in small batches, letting requests in between.
 *
 * @param entity With a numeric key and an indexed expiry.
 * @param expiredBy Rows that expired in this second or earlier go.
 * @param column The property that says when. A row that is renewed meanwhile stays.
 * @returns How many went.
 */
export async function purgeInBatches<Row extends PurgeableRow>(
  database: Database,
  entity: EntityTarget<Row>,
  expiredBy: number,
  column: keyof Row & string = 'expiresAt' as keyof Row & string,
): Promise<number> {
  const expired = { [column]: LessThanOrEqual(expiredBy) } as FindOptionsWhere<Row>;
  for (let purged = 0; ; await setImmediate()) {
    const rows = await database.run((manager) =>
      manager
        .getRepository(entity)
        .find({ select: { id: true } as never, where: expired, take: BATCH }),
    );
    if (rows.length === 0) return purged;
    const where = { ...expired, id: In(rows.map(({ id }) => id)) };
    const { affected } = await database.run((manager) => manager.delete(entity, where));
    purged += affected ?? 0;
  }
}
