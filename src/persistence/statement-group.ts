/** Each number of items is a statement of its own to prepare, hence not every number. */
const SIZES = [64, 48, 32, 24, 16, 12, 8, 7, 6, 5, 4, 3, 2, 1];

/** How long a statement holds up those that wait for it: a row of it may be locked by somebody. */
const PATIENCE_MS = 20;

/** SQLSTATE classes of what an item can do wrong: data, constraints, deadlocks. Nothing was written. */
const ITEM_TO_BLAME = /^(22|23|40)/;

/** A row that somebody keeps locked is one item's misfortune, too; its SQLSTATE says nothing. */
const LOCKED = 'ER_LOCK_WAIT_TIMEOUT';

interface Waiter<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends items that come in one turn of the event loop, or while others are on their way, as one
 * statement: one round trip for all of them. One is on its way at a time: with two, groups are half
 * as large and dearer. The server refuses a statement as a whole; each item then goes by itself, and
 * only its own mistake comes back to it.
 */
export class StatementGroup<Item, Outcome> {
  private readonly waiting: Waiter<Item, Outcome>[] = [];
  /** What those who wait are waiting for: a statement, or the end of this turn. */
  private ahead: object | undefined;
  private patience: NodeJS.Timeout | undefined;

  /** @param send Runs one statement for all the items, and answers for each. */
  constructor(private readonly send: (items: readonly Item[]) => Promise<readonly Outcome[]>) {}

  /** @returns What became of the item. */
  run(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.ahead) return this.beImpatient();
      this.ahead = {};
      setImmediate(() => this.sendNext());
    });
  }

  private sendNext(): void {
    clearTimeout(this.patience);
    this.ahead = this.patience = undefined;
    const size = SIZES.find((each) => each <= this.waiting.length);
    if (size === undefined) return;
    const statement = (this.ahead = {});
    void this.together(this.waiting.splice(0, size)).finally(() => {
      // One that took too long has been overtaken, and holds up nobody any more.
      if (this.ahead === statement) this.sendNext();
    });
    if (this.waiting.length > 0) this.beImpatient();
  }

  private beImpatient(): void {
    this.patience ??= setTimeout(() => this.sendNext(), PATIENCE_MS);
  }

  private async together(waiters: readonly Waiter<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.send(waiters.map(({ item }) => item));
      for (const [index, { resolve }] of waiters.entries()) resolve(outcomes[index] as Outcome);
    } catch (error) {
      if (waiters.length > 1 && isOneItems(error)) await this.eachAlone(waiters);
      else for (const { reject } of waiters) reject(error);
    }
  }

  private async eachAlone(waiters: readonly Waiter<Item, Outcome>[]): Promise<void> {
    await Promise.all(waiters.map((waiter) => this.together([waiter])));
  }
}

function isOneItems(error: unknown): boolean {
  const { sqlState = '', code } = error as { sqlState?: string; code?: unknown };
  return ITEM_TO_BLAME.test(sqlState) || code === LOCKED;
}
