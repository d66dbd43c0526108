import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.mjs';

const run = promisify(execFile);

/** Debian keeps server programs where a user's PATH does not look. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };

const START_ATTEMPTS = 400;

/**
 * An empty database.
 *
 * @typedef {object} MariaDb
 * @property {string} url
 * @property {() => Promise<void>} remove
 */

/**
 * Makes a database on the server that `BENCH_MARIADB_URL` or `TEST_MARIADB_URL` names, or else on
 * a private one.
 *
 * @returns {Promise<MariaDb | undefined>} `undefined` where there is no MariaDB.
 */
export async function createMariaDb() {
  const given = process.env.BENCH_MARIADB_URL || process.env.TEST_MARIADB_URL;
  const own = given ? undefined : await startServer();
  if (!given && !own) return undefined;
  const url = new URL(given ?? own.url);
  const name = `tw_bench_${randomBytes(6).toString('hex')}`;
  await query(url, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const database = new URL(url);
  database.pathname = name;
  return {
    url: database.href,
    remove: () => (own ? own.stop() : query(url, `DROP DATABASE ${name}`)),
  };
}

async function query(server, sql) {
  const url = new URL(server.href.replace(/^mariadb:/, 'mysql:'));
  url.pathname = '';
  const connection = await createConnection(url.href);
  await connection.query(sql);
  await connection.end();
}

async function startServer() {
  try {
    await run('mariadbd', ['--version'], { env });
  } catch {
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tokenwright-mariadb-'));
  const [data, socketPath] = [join(folder, 'data'), join(folder, 's.sock')];
  const port = await freePort();
  const common = ['--no-defaults', `--user=${userInfo().username}`, `--datadir=${data}`];
  const install = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  await run('mariadb-install-db', [...common, ...install, '--skip-name-resolve'], { env });
  const options = [
    `--tmpdir=${folder}`,
    `--socket=${socketPath}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-log-bin',
    '--innodb-buffer-pool-size=128M',
    '--performance-schema=0',
  ];
  const server = spawn('mariadbd', [...common, ...options], { env, stdio: 'ignore' });
  const gone = new Promise((resolve) => server.once('exit', resolve));
  await createUser(socketPath);
  return {
    url: `mariadb://tokenwright:tokenwright@127.0.0.1:${port}/`,
    stop: async () => {
      server.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createUser(socketPath) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const connection = await createConnection({ socketPath, user: 'root' });
      await connection.query("CREATE USER tokenwright@'127.0.0.1' IDENTIFIED BY 'tokenwright'");
      await connection.query("GRANT ALL ON *.* TO tokenwright@'127.0.0.1'");
      await connection.end();
      return;
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
      await setTimeout(50);
    }
  }
}
