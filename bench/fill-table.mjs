import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** Rows in `opaque_token` beside those that are asked for. */
export const ROWS = 100_000;

const COLUMNS = 'digest, user_type, user_id, issued_at, expires_at';
const CUSTOMER = 3;
const CUSTOMERS = 10_000;
const BATCH = 1_000;

/**
 * Puts {@link ROWS} live tokens of other people into an installation's table.
 *
 * @param {Readonly<Record<string, string>>} environment
 */
export async function fillTokenTable(environment) {
  if (environment.DATABASE_URL) await fillMariaDb(environment.DATABASE_URL);
  else fillSqlite(join(environment.DATA_DIR, 'tokenwright.sqlite'));
}

function fillSqlite(file) {
  const Database = createRequire(import.meta.url)('libsql');
  const connection = new Database(file);
  const insert = connection.prepare(`INSERT INTO opaque_token (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`);
  connection.exec('BEGIN');
  for (let index = 0; index < ROWS; index += 1) insert.run(...row(index));
  connection.exec('COMMIT');
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}

async function fillMariaDb(url) {
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  for (let index = 0; index < ROWS; index += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, offset) => row(index + offset));
    await connection.query(`INSERT INTO opaque_token (${COLUMNS}) VALUES ?`, [rows]);
  }
  await connection.query('ANALYZE TABLE opaque_token');
  await connection.end();
}

function row(index) {
  const digest = createHash('sha256').update(randomBytes(16)).digest('hex');
  const now = Math.floor(Date.now() / 1000);
  return [digest, CUSTOMER, 1 + (index % CUSTOMERS), now, now + 86_400];
}
