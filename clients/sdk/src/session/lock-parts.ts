import type { Clock } from '../clock.js';
import { InTabLock } from './in-tab-lock.js';
import { LeaseLock, type LeaseStorage } from './lease-lock.js';
import type { TabLock } from './tab-lock.js';
import { WebLocksLock, type WebLocks } from './web-locks-lock.js';

/** What a lock between tabs can be made of. */
export interface LockParts {
  readonly locks?: WebLocks | undefined;
  readonly leaseStorage?: LeaseStorage | undefined;
}

/**
 * Web Locks where there are any. Pages without a secure context have none: for them a lease in
 * `localStorage`, which two tabs may win together once in a while; the server answers both then.
 * Where there is neither, each tab is on its own.
 */
export function tabLockOf(name: string, { locks, leaseStorage }: LockParts, clock: Clock): TabLock {
  const alone = new InTabLock();
  if (locks) return new WebLocksLock(name, locks, clock, alone);
  return leaseStorage ? new LeaseLock(name, leaseStorage, clock, alone) : alone;
}
