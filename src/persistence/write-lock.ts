import { setTimeout } from 'node:timers/promises';

const PAUSE_MS = 10;
const WAIT_MS = 5_000;

/**
 * Begins a transaction that writes, on SQLite: waits for another process that holds the file, as a
 * command or a migration may, without holding up the event loop. SQLite's own wait
 * (`busy_timeout`) stands still with all that the process does, the answers to probes included.
 *
 * @param begin Runs BEGIN IMMEDIATE.
 * @throws Its error, where the file is not to be had within five seconds.
 */
export async function takeWriteLock(begin: () => unknown): Promise<void> {
  for (const deadline = performance.now() + WAIT_MS; ; await setTimeout(PAUSE_MS)) {
    try {
      begin();
      return;
    } catch (error) {
      const isBusy = (error as { code?: unknown }).code === 'SQLITE_BUSY';
      if (!isBusy || performance.now() > deadline) throw error;
    }
  }
}
