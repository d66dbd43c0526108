import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

const COLUMNS = `session_id, user_type, user_id, family, generation, digest, device, ip, user_agent,
  device_name, created_at, last_used_at, expires_at, absolute_expires_at`;
const CUSTOMER = 3;
const BATCH = 2_000;

/** Fills an installation's table up with live sessions of other people. */
export async function fillSessions(environment, rows) {
  if (environment.DATABASE_URL) await fillMariaDb(environment.DATABASE_URL, rows);
  else fillSqlite(join(environment.DATA_DIR, 'tokenwright.sqlite'), rows);
}

function fillSqlite(file, rows) {
  const Database = createRequire(import.meta.url)('libsql');
  const connection = new Database(file);
  const { there } = connection.prepare('SELECT COUNT(*) AS there FROM user_refresh_token').get();
  const marks = Array.from({ length: 14 }, () => '?').join(', ');
  const insert = connection.prepare(
    `INSERT INTO user_refresh_token (${COLUMNS}) VALUES (${marks})`,
  );
  connection.exec('BEGIN');
  for (let index = there; index < rows; index += 1) insert.run(...row(index));
  connection.exec('COMMIT');
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}

async function fillMariaDb(url, rows) {
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  const [[{ there }]] = await connection.query('SELECT COUNT(*) AS there FROM user_refresh_token');
  for (let index = Number(there); index < rows; index += BATCH) {
    const length = Math.min(BATCH, rows - index);
    const batch = Array.from({ length }, (_, offset) => row(index + offset));
    await connection.query(`INSERT INTO user_refresh_token (${COLUMNS}) VALUES ?`, [batch]);
  }
  await connection.query('ANALYZE TABLE user_refresh_token');
  await connection.end();
}

const hex = () => randomBytes(32).toString('hex');

function row(index) {
  const now = Math.floor(Date.now() / 1_000);
  const end = now + 2_592_000;
  const sessionId = randomBytes(16).toString('base64url');
  const where = ['192.0.2.1', 'Mozilla/5.0 (X11; Linux x86_64) of some length', ''];
  const times = [now, now, end + (index % 1_000), end + 5_184_000];
  return [sessionId, CUSTOMER, 1 + (index >> 1), hex(), 3, hex(), hex(), ...where, ...times];
}
