import { mkdirSync } from 'node:fs';

/**
 * Makes the state folder if it is missing, closed to other users (mode 0700): it holds the master
 * key and the database. A folder that exists keeps the mode its owner gave it.
 */
export function ensureDataDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}
