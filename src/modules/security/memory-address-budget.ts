import { Inject, Injectable } from '@nestjs/common';
import { AddressBudget, Clock } from '../../contract/index.js';
import { AddressBudgetSettings } from './address-budget-settings.js';
import { addressKey } from './address-key.js';

const MINUTE = 60;
/** About 20 MB; beyond that, whoever has not knocked for longest is forgotten. */
const MAX_ADDRESSES = 100_000;

/**
 * A bucket per address: a minute's worth at once, and refilled evenly. In the memory of each
 * process: what it bounds is the work of that process; guesses are bounded by the sign-in lock.
 */
@Injectable()
export class MemoryAddressBudget extends AddressBudget {
  /** By address: the time at which its bucket is full again (GCRA's theoretical arrival time). */
  private readonly fullAt = new Map<string, number>();
  private readonly perMinute: number;

  constructor(
    private readonly clock: Clock,
    @Inject(AddressBudgetSettings.token) { perMinute }: AddressBudgetSettings,
  ) {
    super();
    this.perMinute = perMinute;
  }

  override spend(address: string): number {
    if (this.perMinute === 0) return 0;
    const key = addressKey(address);
    const now = this.clock.now();
    // The later bound: a clock that was set back must not shut anybody out for long.
    const fullAt = Math.min(Math.max(this.fullAt.get(key) ?? 0, now), now + MINUTE);
    const next = fullAt + MINUTE / this.perMinute;
    // A rest of floating point arithmetic must not cost a request.
    const wait = next - now - MINUTE;
    if (wait > 1e-6) {
      this.fullAt.set(key, fullAt);
      return Math.ceil(wait);
    }
    this.fullAt.delete(key);
    this.fullAt.set(key, next);
    if (this.fullAt.size > MAX_ADDRESSES) this.forgetOldest();
    return 0;
  }

  private forgetOldest(): void {
    for (const key of this.fullAt.keys()) {
      this.fullAt.delete(key);
      return;
    }
  }
}
