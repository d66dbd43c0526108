import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from './databases.js';

/** Raw mails that were written to files, oldest first. */
export function mailFiles({ environment }: TestDatabase): string[] {
  const folder = join(environment.DATA_DIR!, 'mail');
  try {
    return readdirSync(folder)
      .toSorted()
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  } catch {
    return [];
  }
}
