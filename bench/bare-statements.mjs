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
export async function bareStatements(environment, seconds, statement) {
  const bare = await openStatement(environment, statement);
  const since = performance.now();
  const end = since + seconds * 1_000;
  let turn = 0;
  let count = 0;
  const work = async () => {
    while (performance.now() < end) {
      const changed = await bare.run((turn += 1));
      count += changed;
    }
  };
  await Promise.all(Array.from({ length: bare.connections }, work));
  const perSecond = (count * 1_000) / (performance.now() - since);
  await bare.close();
  return perSecond;
}

/**
 * @typedef {object} OpenStatement
 * @property {number} connections
 * @property {(turn: number) => number | Promise<number>} run Takes the row whose turn it is, and
 *   says how many it changed. Turns count up: two of one row must not meet, or the row is lost.
 * @property {() => void | Promise<void>} close
 */

/** @returns {Promise<OpenStatement>} */
export const openStatement = (environment, statement) =>
  environment.DATABASE_URL
    ? onMariaDb(environment.DATABASE_URL, statement)
    : onSqlite(join(environment.DATA_DIR, 'tokenwright.sqlite'), statement);

async function onSqlite(file, { sql, values, pick, relaxed }) {
  const Database = createRequire(import.meta.url)('libsql');
  const connection = new Database(file);
  connection.pragma('busy_timeout = 5000');
  connection.pragma(`synchronous = ${relaxed ? 'NORMAL' : 'FULL'}`);
  const rows = pick ? connection.prepare(pick).all() : [undefined];
  const statement = connection.prepare(sql);
  const run = (turn) => statement.run(...values(rows[turn % rows.length])).changes;
  return { connections: 1, run, close: () => connection.close() };
}

async function onMariaDb(url, { sql, values, pick }) {
  const uri = url.replace(/^mariadb:/, 'mysql:');
  const pool = createPool({ uri, connectionLimit: CONNECTIONS });
  const execute = (statement, parameters = []) =>
    new Promise((resolve, reject) => {
      pool.execute(statement, parameters, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
  const rows = pick ? await execute(pick) : [undefined];
  const run = async (turn) => (await execute(sql, values(rows[turn % rows.length]))).affectedRows;
  return {
    connections: CONNECTIONS,
    run,
    close: () => new Promise((resolve) => pool.end(resolve)),
  };
}
