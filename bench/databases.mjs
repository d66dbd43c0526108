import { install } from './installation.mjs';
import { createMariaDb } from './mariadb.mjs';

/**
 * Does the same on an installation of each database that there is.
 *
 * @param {(name: string, installation: import('./installation.mjs').Installation) => Promise<void>} measure
 * @param {(line: string) => void} tell
 * @param {readonly string[]} [only] Names of those that are wanted.
 */
export async function onEachDatabase(measure, tell, only = ['SQLite', 'MariaDB']) {
  if (only.includes('SQLite')) await onOne('SQLite', {});
  if (!only.includes('MariaDB')) return;
  const mariaDb = await createMariaDb();
  if (!mariaDb) {
    tell('Skipped, because not found: MariaDB (mariadb-server, or BENCH_MARIADB_URL)');
    return;
  }
  try {
    await onOne('MariaDB', { DATABASE_URL: mariaDb.url });
  } finally {
    await mariaDb.remove();
  }

  async function onOne(name, settings) {
    const installation = await install(settings);
    try {
      await measure(name, installation);
    } finally {
      await installation.remove();
    }
  }
}
