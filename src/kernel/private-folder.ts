import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingError } from './errors.js';

/**
 * Makes a folder and those above it if they are missing, closed to other users (mode 0700): what the
 * service keeps there is secret. A folder that exists keeps the mode its owner gave it.
 *
 * @param setting What to name when it cannot be made, or not be written to.
 * @throws {SettingError}
 */
export function ensurePrivateFolder(path: string, setting: string): void {
  try {
    make(path);
  } catch (error) {
    throw new SettingError(setting, `the folder cannot be made (${reasonOf(error)})`);
  }
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SettingError(setting, `the folder cannot be written to (${reasonOf(error)})`);
  }
}

/** @returns What the system calls an error, `EACCES` and the like; never what it says of a path. */
export const reasonOf = (error: unknown): string => (error as { code?: string }).code || 'unknown';

/** Node's own recursive one never returns where a file system makes no folders, as /proc does. */
function make(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) make(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Several processes may start at once.
    if (reasonOf(error) !== 'EEXIST' || !isFolder(path)) throw error;
  }
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
