import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createPool } from 'mysql2';

/** The service's own statement, without the service. */
const ROTATE = `UPDATE user_refresh_token
  SET generation = generation + 1, previous_digest = ?, digest = ?, replaced_at = ?,
    last_used_at = ?, expires_at = ?, ip = ?, user_agent = ?
  WHERE id = ? AND digest = ? AND expires_at > ?`;
const ROWS = 64;
/** As many as the service's pool has. */
const CONNECTIONS = 10;

/**
 * Runs nothing but the conditional UPDATE, through the driver the service uses.
 *
 * @returns {Promise<number>} Updates per second.
 */
export async function bareUpdates(environment, seconds) {
  return environment.DATABASE_URL
    ? onMariaDb(environment.DATABASE_URL, seconds)
    : onSqlite(join(environment.DATA_DIR, 'tokenwright.sqlite'), seconds);
}

function values(row, now) {
  const digest = randomBytes(32).toString('hex');
  const old = row.digest;
  row.digest = digest;
  return [old, digest, now, now, now + 2_592_000, '192.0.2.1', 'bench', row.id, old, now];
}

const PICK = `SELECT id, digest FROM user_refresh_token WHERE user_type = 3 ORDER BY id LIMIT ${ROWS}`;

async function onSqlite(file, seconds) {
  const Database = createRequire(import.meta.url)('libsql');
  const connection = new Database(file);
  connection.pragma('busy_timeout = 5000');
  connection.pragma('synchronous = FULL');
  const rows = connection.prepare(PICK).all();
  const update = connection.prepare(ROTATE);
  const now = Math.floor(Date.now() / 1_000);
  const since = performance.now();
  const end = since + seconds * 1_000;
  let count = 0;
  for (; performance.now() < end; count += 1) {
    const { changes } = update.run(...values(rows[count % rows.length], now));
    if (changes !== 1) throw new Error('an update changed nothing');
  }
  const perSecond = (count * 1_000) / (performance.now() - since);
  connection.close();
  return perSecond;
}

async function onMariaDb(url, seconds) {
  const uri = url.replace(/^mariadb:/, 'mysql:');
  const pool = createPool({ uri, connectionLimit: CONNECTIONS });
  const run = (method, sql, parameters) =>
    new Promise((resolve, reject) => {
      pool[method](sql, parameters, (error, result) => (error ? reject(error) : resolve(result)));
    });
  const rows = await run('query', PICK, []);
  const now = Math.floor(Date.now() / 1_000);
  const since = performance.now();
  const end = since + seconds * 1_000;
  let count = 0;
  const work = async (connection) => {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const row = rows[(connection + turn * CONNECTIONS) % rows.length];
      // Two of the rows' turns may meet; only the winner counts.
      const { affectedRows } = await run('query', ROTATE, values(row, now));
      count += affectedRows;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => work(connection)));
  const perSecond = (count * 1_000) / (performance.now() - since);
  await new Promise((resolve) => pool.end(resolve));
  return perSecond;
}
