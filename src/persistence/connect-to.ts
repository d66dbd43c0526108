import type { Connection } from 'mysql2/promise';
import type { DatabaseSettings } from './database-settings.js';
import { refusedSetting, translate } from './errors.js';
import { serverAddress } from './server-address.js';

const CONNECT_TIMEOUT_MS = 5_000;

/** One connection outside every pool. @throws {DatabaseUnavailableError} @throws {SettingError} */
export async function connectTo(url: string): Promise<Connection> {
  // Not loaded where there is no such server: it is the fifth largest of all dependencies.
  const { createConnection } = await import('mysql2/promise');
  try {
    return await createConnection({ ...serverAddress(url), connectTimeout: CONNECT_TIMEOUT_MS });
  } catch (error) {
    throw refusedSetting(error) ?? translate(error);
  }
}

/**
 * Connects and hangs up: whether opening the database has any prospect.
 *
 * @throws {DatabaseUnavailableError} When it may have later, if not now.
 */
export async function reachDatabase({ url }: DatabaseSettings): Promise<void> {
  if (url === undefined) return;
  const connection = await connectTo(url);
  connection.destroy();
}
