import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ensurePrivateFolder, reasonOf, SettingError } from '../kernel/index.js';
import { connectTo } from './connect-to.js';
import type { DatabaseSettings } from './database-settings.js';
import { DatabaseUnavailableError } from './errors.js';
import { FileLockError, withFileLock } from './file-lock.js';
import { serverAddress } from './server-address.js';

/** Long enough for a big migration in another process. */
const WAIT_SECONDS = 120;

/**
 * Runs `work` while no other process of the same installation runs its own: TypeORM takes no lock,
 * and two processes that migrate at once collide. The operating system or the database server
 * lets go of the lock when its holder dies, so that a crash leaves nothing to clean up.
 *
 * @param signal Ends the wait, with its reason; not the work.
 * @throws {DatabaseUnavailableError} When the lock is not to be had within two minutes.
 */
export const withStartupLock = <T>(
  settings: DatabaseSettings,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> =>
  settings.url === undefined
    ? withDataDirectoryLock(settings.dataDir, work, signal)
    : withNamedLock(settings.url, work, signal);

/** A file of its own: the database's own lock is needed by the work itself. */
async function withDataDirectoryLock<T>(
  dataDir: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  ensurePrivateFolder(dataDir, 'DATA_DIR');
  const busy = (): Error => new DatabaseUnavailableError();
  try {
    const file = join(dataDir, 'startup.lock');
    return await withFileLock(file, WAIT_SECONDS * 1_000, busy, work, signal);
  } catch (error) {
    if (!(error instanceof FileLockError)) throw error;
    throw new SettingError('DATA_DIR', `the folder cannot be written (${reasonOf(error.cause)})`);
  }
}

/** Names of such locks are shared by the whole server, hence the digest of the database's. */
async function withNamedLock<T>(
  url: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { database } = serverAddress(url);
  const name = `tokenwright:${createHash('sha256').update(database).digest('hex').slice(0, 32)}`;
  const connection = await connectTo(url);
  try {
    const lock = connection.query('SELECT GET_LOCK(?, ?) AS held', [name, WAIT_SECONDS]);
    const [rows] = await unlessAborted(lock, signal);
    if (Number((rows as { held: unknown }[])[0]?.held) !== 1) throw new DatabaseUnavailableError();
    signal?.throwIfAborted();
    return await work();
  } finally {
    // Ends the session and with it the lock.
    connection.destroy();
  }
}

/** The server notices within a second that a session which waits is gone. */
function unlessAborted<T>(answer: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    if (signal.aborted) reject(signal.reason as Error);
    answer.then(resolve, reject);
  });
}
