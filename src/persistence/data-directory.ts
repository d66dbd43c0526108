import { mkdirSync } from 'node:fs';
import { SettingError } from '../kernel/index.js';

/**
 * Makes the state folder if it is missing, closed to other users (mode 0700): it holds the master
 * key and the database. A folder that exists keeps the mode its owner gave it.
 *
 * @throws {SettingError} When it cannot be made.
 */
export function ensureDataDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string };
    throw new SettingError('DATA_DIR', `the folder cannot be made (${code})`);
  }
}
