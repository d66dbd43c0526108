import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** A file system in memory that every Linux has; containers may have a small one. */
const MEMORY = '/dev/shm';
const NEEDED_BYTES = 2 ** 30;

/**
 * Keeps what tests write in memory, unless `TMPDIR` says where else: on a disk the suite waits for
 * it more than it works, above all for MariaDB's making and dropping of tables. Nothing is proved
 * the less: what a killed process has written is there in either case, and no test cuts the power.
 *
 * @returns Removes it all.
 */
export function useMemoryForTemporaryFiles(): () => void {
  if (process.env.TMPDIR || !hasRoom()) return () => {};
  const folder = mkdtempSync(join(MEMORY, 'tokenwright-tests-'));
  process.env.TMPDIR = folder;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  return remove;
}

function hasRoom(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= NEEDED_BYTES;
  } catch {
    return false;
  }
}
