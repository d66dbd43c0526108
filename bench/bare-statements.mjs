import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createPool } from 'mysql2';

/** As many as each of the service's pools has. */
const CONNECTIONS = 10;

/**
 * One statement of the service's own, to be run without the service.
 *
 * @typedef {object} BareStatement
 * @property {string} sql
 * @property {(row: any) => readonly unknown[]} values Its parameters, for one of the rows.
 * @property {string} [pick] Selects rows, which take turns.
 * @property {boolean} [relaxed] Whether SQLite's commit does not wait for the disk.
 */

/**
 * Runs nothing but the statement, through the driver that the service uses and over as many
 * connections, each time as a transaction by itself.
 *
 * @param {Readonly<Record<string, string>>} environment
 * @param {number} seconds
 * @param {BareStatement} statement
 * @returns {Promise<number>} How many a second changed a row.
 */
export const bareStatements = (environment, seconds, statement) =>
  environment.DATABASE_URL
    ? onMariaDb(environment.DATABASE_URL, seconds, statement)
    : onSqlite(join(environment.DATA_DIR, 'tokenwright.sqlite'), seconds, statement);

async function onSqlite(file, seconds, { sql, values, pick, relaxed }) {
  const Database = createRequire(import.meta.url)('libsql');
  const connection = new Database(file);
  connection.pragma('busy_timeout = 5000');
  connection.pragma(`synchronous = ${relaxed ? 'NORMAL' : 'FULL'}`);
  const rows = pick ? connection.prepare(pick).all() : [undefined];
  const statement = connection.prepare(sql);
  const since = performance.now();
  const end = since + seconds * 1_000;
  let count = 0;
  for (; performance.now() < end; count += 1) {
    const { changes } = statement.run(...values(rows[count % rows.length]));
    if (changes !== 1) throw new Error('a statement changed nothing');
  }
  const perSecond = (count * 1_000) / (performance.now() - since);
  connection.close();
  return perSecond;
}

async function onMariaDb(url, seconds, { sql, values, pick }) {
  const uri = url.replace(/^mariadb:/, 'mysql:');
  const pool = createPool({ uri, connectionLimit: CONNECTIONS });
  const run = (statement, parameters = []) =>
    new Promise((resolve, reject) => {
      pool.execute(statement, parameters, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
  const rows = pick ? await run(pick) : [undefined];
  const since = performance.now();
  const end = since + seconds * 1_000;
  let count = 0;
  const work = async (connection) => {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const row = rows[(connection + turn * CONNECTIONS) % rows.length];
      // Two of the rows' turns may meet; only the winner counts.
      const { affectedRows } = await run(sql, values(row));
      count += affectedRows;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => work(connection)));
  const perSecond = (count * 1_000) / (performance.now() - since);
  await new Promise((resolve) => pool.end(resolve));
  return perSecond;
}
