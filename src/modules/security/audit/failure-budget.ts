import type { NumericDate } from '../../../contract/index.js';

const PER_MINUTE = 600;

/**
 * How many failures a process notes in a minute. Strangers cause them at will, and a trail that
 * they can fill up is one in which nobody finds anything.
 */
export class FailureBudget {
  private minute = 0;
  private spent = 0;
  private skipped = 0;

  /** @returns Whether there is room for one more; and how many there was none for before. */
  spend(now: NumericDate): { readonly admitted: boolean; readonly skipped: number } {
    const minute = Math.floor(now / 60);
    let skipped = 0;
    if (minute !== this.minute) {
      skipped = this.skipped;
      [this.minute, this.spent, this.skipped] = [minute, 0, 0];
    }
    const admitted = this.spent < PER_MINUTE;
    if (admitted) this.spent += 1;
    else this.skipped += 1;
    return { admitted, skipped };
  }
}
