import { setImmediate } from 'node:timers/promises';
import type { EntityTarget } from 'typeorm';
import { In, LessThanOrEqual, type FindOptionsWhere } from 'typeorm';
import type { Database } from './database.js';

/** Small enough that no lock is held for longer than a request notices. */
const BATCH = 200;

interface ExpiringRow {
  readonly id: number;
  readonly expiresAt: number;
}

/**
 * Deletes rows that expired, by key and in small batches, letting requests in between.
 *
 * @param entity With a numeric key and an indexed expiry.
 * @param expiredBy Rows that expired in this second or earlier go.
 * @returns How many went.
 */
export async function purgeInBatches<Row extends ExpiringRow>(
  database: Database,
  entity: EntityTarget<Row>,
  expiredBy: number,
): Promise<number> {
  for (let purged = 0; ; await setImmediate()) {
    const where = { expiresAt: LessThanOrEqual(expiredBy) } as FindOptionsWhere<Row>;
    const rows = await database.run((manager) =>
      manager.getRepository(entity).find({ select: { id: true } as never, where, take: BATCH }),
    );
    if (rows.length === 0) return purged;
    const ids = { id: In(rows.map(({ id }) => id)) } as FindOptionsWhere<Row>;
    const { affected } = await database.run((manager) => manager.delete(entity, ids));
    purged += affected ?? 0;
  }
}
