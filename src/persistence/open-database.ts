import { DataSource } from 'typeorm';
import { ensureDataDirectory } from './data-directory.js';
import { dataSourceOptions, type Schema } from './data-source-options.js';
import type { DatabaseSettings } from './database-settings.js';
import { Database } from './database.js';
import { translate } from './errors.js';
import { closeReader } from './prepared-query.js';
import { serializeSqlite } from './serialize-sqlite.js';
import { withStartupLock } from './startup-lock.js';

/**
 * Connects, and brings the schema up to date with the modules that are on.
 *
 * @param onMigration Told the name of each migration that ran.
 * @throws {DatabaseUnavailableError} When the database is away.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  schema: Schema,
  onMigration: (name: string) => void = () => {},
): Promise<Database> {
  if (settings.url === undefined) ensureDataDirectory(settings.dataDir);
  const dataSource = serializeSqlite(new DataSource(dataSourceOptions(settings, schema)));
  try {
    await withStartupLock(settings, async () => {
      await dataSource.initialize();
      const migrations = await dataSource.runMigrations({ transaction: 'each' });
      for (const { name } of migrations) onMigration(name);
    });
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw translate(error);
  }
  return new Database(dataSource);
}

/** Ends every connection. Idempotent. */
export async function closeDatabase(database: Database): Promise<void> {
  const { dataSource } = database;
  await closeReader(dataSource);
  if (dataSource.isInitialized) await dataSource.destroy();
  database.forgetTransactions();
}
