import { ModuleFileError } from '../kernel/index.js';
import { FileLockError, withFileLock } from '../persistence/index.js';
import { ModuleFileBusyError } from './errors.js';

const WAIT_MS = 30_000;

/**
 * Runs `work` while no other command changes the module list, so that none writes back a list it
 * read before another's change.
 *
 * @throws {ModuleFileError} When nothing can be written beside the module list.
 * @throws {ModuleFileBusyError} When the lock is not to be had within half a minute.
 */
export async function withModuleFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const busy = (): Error => new ModuleFileBusyError(file);
  try {
    return await withFileLock(`${file}.lock`, WAIT_MS, busy, work);
  } catch (cause) {
    if (!(cause instanceof FileLockError)) throw cause;
    throw new ModuleFileError(file, 'its folder cannot be written to', { cause });
  }
}
