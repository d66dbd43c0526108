import { setTimeout } from 'node:timers/promises';
import { SqliteDriver, type SqliteConnection } from './data-source-options.js';

const RETRY_MS = 25;

/** The lock's file cannot be made or written; `cause` says why. */
export class FileLockError extends Error {
  override readonly name = 'FileLockError';
}

/**
 * Runs `work` while no other process, and nobody else in this one, holds the lock. It is the
 * operating system's, on an empty SQLite file: a holder that is killed leaves nothing stale
 * behind. The file stays; removing it would take the lock away from under those who wait.
 *
 * Waiting lets the event loop run, because the holder may be in this very process.
 *
 * @param busy Makes the error to throw when the lock is not to be had within `waitMs`.
 * @param signal Ends the wait, with its reason.
 * @throws {FileLockError} When the file cannot be made or written.
 */
export async function withFileLock<T>(
  file: string,
  waitMs: number,
  busy: () => Error,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const connection = open(file);
  const acquire = (): boolean => {
    signal?.throwIfAborted();
    try {
      connection.exec('BEGIN EXCLUSIVE');
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return false;
      throw new FileLockError(`${file} cannot be locked`, { cause: error });
    }
  };
  try {
    for (const deadline = Date.now() + waitMs; !acquire(); await setTimeout(RETRY_MS)) {
      if (Date.now() > deadline) throw busy();
    }
    try {
      return await work();
    } finally {
      // Closing alone lets go of the lock only some turns of the event loop later.
      connection.exec('ROLLBACK');
    }
  } finally {
    connection.close();
  }
}

function open(file: string): SqliteConnection {
  try {
    const connection = new SqliteDriver(file);
    connection.pragma('busy_timeout = 0');
    return connection;
  } catch (cause) {
    throw new FileLockError(`${file} cannot be made`, { cause });
  }
}
