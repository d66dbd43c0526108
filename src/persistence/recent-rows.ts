import { UnavailableError } from '../contract/index.js';

/** Oldest an answer may be while the database works: the bound for revocations, too (docs/adr/0008). */
const FRESH_MS = 1_000;
const MAX_ENTRIES = 10_000;

interface Entry<Row> {
  readonly row: Row;
  /** When its reading began, so that the age includes the time the query took. */
  readonly since: number;
}

interface Reading<Row> {
  readonly since: number;
  readonly row: Promise<Row>;
}

/**
 * Remembers what a query said about a key, for a second. The verify path asks it on every request
 * and mostly gets an answer without a promise; a change made by this process is seen at once
 * ({@link forget}), one made elsewhere within a second.
 */
export class RecentRows<Key, Row> {
  private readonly entries = new Map<string, Entry<Row>>();
  private readonly readings = new Map<string, Reading<Row>>();

  /**
   * @param keyOf Text under which a key is remembered.
   * @param load Asks the database.
   * @param maxStalenessSeconds How long an old answer stands in while the database is away.
   */
  constructor(
    private readonly keyOf: (key: Key) => string,
    private readonly load: (key: Key) => Row | Promise<Row>,
    private readonly maxStalenessSeconds: number,
  ) {}

  /** @throws {UnavailableError} When the database is away and no answer is young enough. */
  get(key: Key): Row | Promise<Row> {
    const name = this.keyOf(key);
    const now = performance.now();
    const entry = this.entries.get(name);
    if (entry && now - entry.since < FRESH_MS) return entry.row;
    const reading = this.readings.get(name);
    if (reading && now - reading.since < FRESH_MS) return reading.row;
    try {
      const row = this.load(key);
      if (!(row instanceof Promise)) return this.remember(name, row, now);
      return this.wait(name, row, now);
    } catch (error) {
      return this.standIn(name, error);
    }
  }

  /** To be called after the commit of a change to what `load` reads. */
  forget(key: Key): void {
    const name = this.keyOf(key);
    this.entries.delete(name);
    this.readings.delete(name);
  }

  private async wait(name: string, row: Promise<Row>, since: number): Promise<Row> {
    const reading = { since, row };
    this.readings.set(name, reading);
    try {
      const value = await row;
      // Forgotten meanwhile: this answer may be from before the change.
      if (this.readings.get(name) === reading) this.remember(name, value, since);
      return value;
    } catch (error) {
      return this.standIn(name, error);
    } finally {
      if (this.readings.get(name) === reading) this.readings.delete(name);
    }
  }

  private remember(name: string, row: Row, since: number): Row {
    if (this.entries.size >= MAX_ENTRIES && !this.entries.has(name))
      this.entries.delete(this.entries.keys().next().value as string);
    this.entries.set(name, { row, since });
    return row;
  }

  private standIn(name: string, error: unknown): Row {
    const entry = this.entries.get(name);
    const tooOld = performance.now() - this.maxStalenessSeconds * 1_000;
    if (error instanceof UnavailableError && entry && entry.since > tooOld) return entry.row;
    throw error;
  }
}
