import { setImmediate } from 'node:timers/promises';
import { MoreThan, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import type { Resealed } from '../contract/index.js';
import type { Database } from './database.js';

/** Small enough that no request waits for it. */
const BATCH = 200;

interface SealedRow {
  readonly id: number;
}

/** One column whose texts are encrypted. */
export interface SealedColumn<Row extends SealedRow> {
  /** With a numeric key. */
  readonly entity: EntityTarget<Row>;
  /** The property that holds the text; null where there is none. */
  readonly property: keyof Row & string;
  /** Whether a text was sealed with the newest key. */
  readonly isFresh: (sealed: string) => boolean;
  /** @returns The same, sealed with the newest key. @throws {Error} When no key opens it. */
  readonly anew: (sealed: string, row: Row) => string;
}

/**
 * Seals what is not fresh, by key and in small batches, letting requests in between. What changes
 * meanwhile was sealed by whoever changed it, and stays as it is.
 */
export async function resealInBatches<Row extends SealedRow>(
  database: Database,
  { entity, property, isFresh, anew }: SealedColumn<Row>,
): Promise<Resealed> {
  let changed = 0;
  let unreadable = 0;
  for (let last = 0; ; await setImmediate()) {
    const rows = await database.run((manager) =>
      manager.getRepository(entity).find({
        where: { id: MoreThan(last) } as FindOptionsWhere<Row>,
        order: { id: 'ASC' } as never,
        take: BATCH,
      }),
    );
    for (const row of rows) {
      const sealed = row[property] as string | null;
      if (sealed === null || isFresh(sealed)) continue;
      const text = textOrNothing(() => anew(sealed, row));
      if (text === undefined) unreadable += 1;
      else if (await replace(database, entity, row.id, { property, sealed, text })) changed += 1;
    }
    if (rows.length < BATCH) return { changed, unreadable };
    last = rows.at(-1)!.id;
  }
}

/** What was sealed for a row that is wrong about it stays shut whoever asks: that is no reason to stop. */
function textOrNothing(anew: () => string): string | undefined {
  try {
    return anew();
  } catch {
    return undefined;
  }
}

async function replace<Row extends SealedRow>(
  database: Database,
  entity: EntityTarget<Row>,
  id: number,
  change: { readonly property: string; readonly sealed: string; readonly text: string },
): Promise<boolean> {
  const { property, sealed, text } = change;
  const where = { id, [property]: sealed } as FindOptionsWhere<Row>;
  const { affected } = await database.run((manager) =>
    manager.update(entity, where, { [property]: text } as never),
  );
  return affected === 1;
}
