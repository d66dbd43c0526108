import { statSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { reasonOf, SettingError } from '../../kernel/index.js';
import { Database, DatabaseSettings } from '../../persistence/index.js';
import { masterKeyPath } from './master-key-file.js';
import { MasterKeyRing } from './master-key-ring.js';
import { SecuritySettings } from './security-settings.js';

/**
 * The ring, once it is certain that an installation which has worked does not get another key
 * because of a slip of the pen: with that one every JWT is refused, and nothing opens that was
 * encrypted. A file that is named has to be there; one in its usual place is made anew, for it may
 * be lost, or in a container that keeps nothing, and the log says so.
 */
export const masterKeyRing = {
  provide: MasterKeyRing,
  inject: [SecuritySettings.token, DatabaseSettings.token, Database],
  useFactory: async (
    settings: SecuritySettings,
    where: DatabaseSettings,
    database: Database,
  ): Promise<MasterKeyRing> => {
    if (await isLost(settings, where, database)) tell(settings);
    return new MasterKeyRing(settings, where);
  },
};

/** Asked twice: a process that starts at the same time makes its key before its first account. */
async function isLost(
  settings: SecuritySettings,
  { dataDir }: DatabaseSettings,
  database: Database,
): Promise<boolean> {
  if (settings.masterKey !== undefined) return false;
  const file = masterKeyPath(settings, dataDir);
  return isAbsent(file) && (await hasWorked(database)) && isAbsent(file);
}

/** What is there and cannot be read is another matter. */
function isAbsent(file: string): boolean {
  try {
    statSync(file);
    return false;
  } catch (error) {
    return reasonOf(error) === 'ENOENT';
  }
}

/** Whatever is done leaves an entry in the trail, the first account before all; migrating does not. */
async function hasWorked(database: Database): Promise<boolean> {
  const sql = 'SELECT id FROM audit_event LIMIT 1';
  const rows = await database.run((manager) => manager.query<unknown[]>(sql));
  return rows.length > 0;
}

/** @throws {SettingError} Where the setting names a file. */
function tell({ masterKeyFile }: SecuritySettings): void {
  if (masterKeyFile === undefined)
    new Logger('security').warn({
      message:
        'there was no file of master keys, and one with another key is made: ' +
        'what the old keys signed is refused, what they encrypted cannot be read',
    });
  else
    throw new SettingError(
      'MASTER_KEY_FILE',
      'there is no such file, and this installation has master keys already. Name the file that ' +
        'holds them; where they are lost for good, put 32 random bytes there, as hex',
    );
}
