import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseSettings } from './database-settings.js';
import { GuardedMysql } from './guarded-mysql.js';
import { serverAddress } from './server-address.js';

/** The classes that the modules which are on bring along. */
export interface Schema {
  readonly entities: readonly Type[];
  readonly migrations: readonly Type[];
  /** The migrations of each of these modules, by its name. */
  readonly owners: ReadonlyMap<string, readonly Type[]>;
}

/** TypeORM's own list of the migrations that ran. */
export const MIGRATIONS_TABLE = 'schema_migrations';

/** While the file is opened; and after that, when it is `takeWriteLock` that waits. */
const BUSY_TIMEOUT_MS = { opening: 5_000, open: 10 };
const CONNECT_TIMEOUT_MS = 5_000;

/** Constructor of the embedded driver (docs/adr/0004). */
export const SqliteDriver = createRequire(import.meta.url)('libsql') as new (
  file: string,
  options?: { readonly?: boolean; timeout?: number },
) => SqliteConnection;

/** The part of better-sqlite3's interface that is used directly. */
export interface SqliteConnection {
  pragma(statement: string): unknown;
  exec(sql: string): void;
  prepare(sql: string): { get(parameters: readonly (string | number)[]): unknown };
  close(): void;
}

export const sqliteFile = ({ dataDir }: DatabaseSettings): string =>
  join(dataDir, 'tokenwright.sqlite');

/** @returns Options for SQLite, MariaDB or MySQL alike; nothing is created or connected. */
export function dataSourceOptions(settings: DatabaseSettings, schema: Schema): DataSourceOptions {
  const common = {
    entities: [...schema.entities],
    migrations: [...schema.migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    synchronize: false,
    logging: false,
  };
  if (settings.url) {
    // With 'mysql', every nullable text column of a MariaDB server is reported as schema drift.
    const type = settings.url.startsWith('mariadb:') ? 'mariadb' : 'mysql';
    const { user: username, ...address } = serverAddress(settings.url);
    return {
      ...common,
      type,
      driver: new GuardedMysql(),
      ...address,
      username,
      charset: 'utf8mb4_unicode_ci',
      timezone: 'Z',
      supportBigNumbers: true,
      bigNumberStrings: true,
      poolSize: 10,
      isolationLevel: 'READ COMMITTED',
      connectTimeout: CONNECT_TIMEOUT_MS,
    };
  }
  return {
    ...common,
    type: 'better-sqlite3',
    driver: SqliteDriver,
    database: sqliteFile(settings),
    prepareDatabase: (connection: SqliteConnection) => {
      connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS.opening}`);
      connection.pragma('journal_mode = WAL');
      // Not FULL: an acknowledged revocation must survive a power cut, and not just a crash, but it is
      // WalSync that waits for the disk, and holds up nobody else.
      connection.pragma('synchronous = NORMAL');
      // 16 MB: sign-ins write the same few pages again and again, and each is copied back once.
      connection.pragma('wal_autocheckpoint = 4000');
      connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS.open}`);
      // What a process left behind that died may be in the kernel's memory only, and taken for written
      // (see WalSync). Recovery has compared its checksums; this puts it into the database, and syncs that.
      // Beside a process that is at work it gives up: the log is no dead one then.
      connection.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}
