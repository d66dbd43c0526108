import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MainProcess } from './main-process.mjs';

/**
 * A data folder and database that the service itself has set up by a first start.
 *
 * @typedef {object} Installation
 * @property {Readonly<Record<string, string>>} environment Settings that lead there.
 * @property {string} password The administrator's.
 * @property {() => Promise<void>} remove Removes the folder; a MariaDB database is its maker's.
 */

/**
 * Starts the service once on an empty folder. The address budget is off there: it is a limit for
 * strangers, and the one address of a load generator would meet it within two seconds.
 *
 * @param {Readonly<Record<string, string>>} [settings] Such as `DATABASE_URL`.
 * @returns {Promise<Installation>}
 */
export async function install(settings = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tokenwright-bench-'));
  const environment = { ...settings, ADDRESS_BUDGET_PER_MINUTE: '0', DATA_DIR: folder };
  const main = await MainProcess.start(environment);
  await main.stop();
  const [, password] = /with the password (\S+)/.exec(main.output) ?? [];
  if (!password) throw new Error(`the first start announced no password:\n${main.output}`);
  return { environment, password, remove: () => rm(folder, { recursive: true, force: true }) };
}
