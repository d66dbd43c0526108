import { DomainError, UnavailableError } from '../contract/index.js';
import { SettingError } from '../kernel/index.js';

/** The database cannot be reached or refuses to work just now; nothing was decided. */
export class DatabaseUnavailableError extends UnavailableError {
  readonly code = 'DATABASE_UNAVAILABLE';

  constructor(options?: ErrorOptions) {
    super('The service is temporarily unavailable. Please try again later.', {}, options);
  }
}

/** A newer version of the code has been at work on this database. Met by operators alone. */
export class SchemaTooNewError extends DomainError {
  readonly code = 'SCHEMA_TOO_NEW';
  readonly kind = 'invalid';

  constructor(module: string, migration: string) {
    super(
      'The database is of a newer version of the module %1: this one does not know the migration %2. ' +
        'Nothing was changed. Start the newer version, or restore a backup from before it.',
      [module, migration],
    );
  }
}

/** The database was made for less than all of Unicode. Met by operators alone. */
export class DatabaseCharacterSetError extends DomainError {
  readonly code = 'DATABASE_CHARACTER_SET';
  readonly kind = 'invalid';

  constructor(database: string, charset: string) {
    super(
      'The database %1 has the character set %2, so that names could not be kept as they are. ' +
        'Run ALTER DATABASE `%1` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; and start again.',
      [database, charset],
    );
  }
}

/** Codes of mysql2, its server and SQLite that say "not now", as opposed to "not like that". */
const UNAVAILABLE =
  /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOST|PROTOCOL_|POOL_|ER_CON_COUNT|ER_SERVER_SHUTDOWN|ER_TOO_MANY_USER|ER_LOCK_|ER_OPTION_PREVENTS|ER_DISK_FULL|ER_QUERY_INTERRUPTED|ER_STATEMENT_TIMEOUT|ER_QUERY_TIMEOUT|ER_RECORD_FILE_FULL|ER_CHECKREAD|SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN|LOCKED|NOMEM))/;

const DUPLICATE = /^(ER_DUP_ENTRY|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY))$/;

/** Errors that MariaDB alone has, by number: mysql2 knows MySQL's names and gives these none. */
const MARIADB_CODES: Readonly<Record<number, string>> = {
  1969: 'ER_STATEMENT_TIMEOUT',
};

interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly driverError?: unknown;
}

const codeOf = (error: unknown): string => {
  const { code, errno, driverError } = (error ?? {}) as DriverError;
  if (typeof code === 'string') return code;
  const name = typeof errno === 'number' ? MARIADB_CODES[errno] : undefined;
  return name ?? (driverError === undefined ? '' : codeOf(driverError));
};

/** What a server says of a user or a database that it will not have. */
const REFUSALS: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'the server refuses its user or password',
  ER_BAD_DB_ERROR: 'the server has no such database, or keeps its user out of it',
  ER_DBACCESS_DENIED_ERROR: 'the server has no such database, or keeps its user out of it',
};

/** @returns The error to throw instead where waiting is of no use: the setting is wrong. */
export function refusedSetting(error: unknown): SettingError | undefined {
  const problem = REFUSALS[codeOf(error)];
  return problem === undefined ? undefined : new SettingError('DATABASE_URL', problem);
}

/** @returns Whether a unique index refused a row. */
export const isDuplicate = (error: unknown): boolean => DUPLICATE.test(codeOf(error));

/** @returns The error to throw instead: a {@link DatabaseUnavailableError} where that fits. */
export function translate(error: unknown): unknown {
  if (error instanceof DomainError || !UNAVAILABLE.test(codeOf(error))) return error;
  return new DatabaseUnavailableError({ cause: error });
}

/** Awaits `work`. @throws What {@link translate} makes of its error. */
export async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw translate(error);
  }
}
