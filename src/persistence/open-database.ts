import { closeSync, openSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { ensurePrivateFolder, reasonOf, SettingError } from '../kernel/index.js';
import { dataSourceOptions, sqliteFile, type Schema } from './data-source-options.js';
import type { DatabaseSettings } from './database-settings.js';
import { Database } from './database.js';
import { DatabaseCharacterSetError, translate } from './errors.js';
import { GuardedMysql } from './guarded-mysql.js';
import { recordOwners, refuseNewerSchema } from './migration-owners.js';
import { closeReader } from './prepared-query.js';
import { serializeSqlite } from './serialize-sqlite.js';
import { withStartupLock } from './startup-lock.js';

/** SQLite would make it readable by all; its log takes the mode over. @throws {SettingError} */
function makeDatabaseFile(settings: DatabaseSettings): void {
  ensurePrivateFolder(settings.dataDir, 'DATA_DIR');
  try {
    closeSync(openSync(sqliteFile(settings), 'a', 0o600));
  } catch (error) {
    throw new SettingError('DATA_DIR', `the database in it cannot be opened (${reasonOf(error)})`);
  }
}

/**
 * Connects, and brings the schema up to date with the modules that are on.
 *
 * @param onMigration Told the name of each migration that ran.
 * @param signal Ends it, with its reason, before anything is migrated; later it is of no effect.
 * @throws {DatabaseUnavailableError} When the database is away.
 * @throws {SchemaTooNewError}
 * @throws {DatabaseCharacterSetError}
 */
export async function openDatabase(
  settings: DatabaseSettings,
  schema: Schema,
  onMigration: (name: string) => void = () => {},
  signal?: AbortSignal,
): Promise<Database> {
  if (settings.url === undefined) makeDatabaseFile(settings);
  const dataSource = serializeSqlite(new DataSource(dataSourceOptions(settings, schema)));
  try {
    const migrate = async (): Promise<void> => {
      await dataSource.initialize();
      await checkCharacterSet(dataSource);
      await refuseNewerSchema(dataSource, schema);
      signal?.throwIfAborted();
      const migrations = await dataSource.runMigrations({ transaction: 'each' });
      await recordOwners(dataSource, schema);
      for (const { name } of migrations) onMigration(name);
    };
    await withStartupLock(settings, migrate, signal);
    endPatience(dataSource);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw translate(error);
  }
  return new Database(dataSource);
}

/**
 * Tables take the character set of their database. A server's own default may still be latin1.
 *
 * @throws {DatabaseCharacterSetError}
 */
async function checkCharacterSet(dataSource: DataSource): Promise<void> {
  if (dataSource.options.type === 'better-sqlite3') return;
  const [row] = await dataSource.query<{ name: string; charset: string }[]>(
    'SELECT DATABASE() AS name, @@character_set_database AS charset',
  );
  if (row?.charset !== 'utf8mb4')
    throw new DatabaseCharacterSetError(String(row?.name), String(row?.charset));
}

function endPatience({ options }: DataSource): void {
  const driver = (options as { driver?: unknown }).driver;
  if (driver instanceof GuardedMysql) driver.patient = false;
}

/** Ends every connection. Idempotent. */
export async function closeDatabase(database: Database): Promise<void> {
  const { dataSource } = database;
  await closeReader(dataSource);
  if (dataSource.isInitialized) await dataSource.destroy();
}
