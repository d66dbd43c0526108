import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';

const run = promisify(execFile);

/** Debian keeps server programs where a user's PATH does not look. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };

const START_ATTEMPTS = 400;

export interface MariaDbServer {
  /** URL of the server for a user who may do everything; the database part is to be replaced. */
  readonly url: string;
  /** Makes it hang. Resolves once every thread stands still: the signal alone is not at once. */
  pause(): Promise<void>;
  goOn(): void;
  stop(): Promise<void>;
}

/** Starts a private server on a temporary folder; `undefined` where MariaDB is not installed. */
export async function startMariaDb(): Promise<MariaDbServer | undefined> {
  try {
    await run('mariadbd', ['--version'], { env });
  } catch {
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tokenwright-mariadb-'));
  const data = join(folder, 'data');
  const socketPath = join(folder, 's.sock');
  const port = await freePort();
  const user = userInfo().username;
  await run(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--user=${user}`,
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
    ],
    { env },
  );
  const server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--user=${user}`,
      `--datadir=${data}`,
      `--tmpdir=${folder}`,
      `--socket=${socketPath}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-log-bin',
      '--max-connections=500',
      '--innodb-buffer-pool-size=64M',
      '--innodb-log-file-size=16M',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
      '--performance-schema=0',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
    ],
    { env, stdio: 'ignore' },
  );
  process.once('exit', () => server.kill('SIGKILL'));
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await createUser(socketPath);
  return {
    url: `mariadb://tokenwright:tokenwright@127.0.0.1:${port}/`,
    pause: async () => {
      server.kill('SIGSTOP');
      while (!(await isStopped(server.pid!))) await setTimeout(5);
    },
    goOn: () => void server.kill('SIGCONT'),
    stop: async () => {
      server.kill('SIGCONT');
      server.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isStopped(pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-o', 'stat=', '-L', '-p', String(pid)]);
  return stdout
    .trim()
    .split(/\s+/)
    .every((state) => state.startsWith('T'));
}

async function createUser(socketPath: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const connection = await createConnection({ socketPath, user: 'root' });
      await connection.query("CREATE USER tokenwright@'127.0.0.1' IDENTIFIED BY 'tokenwright'");
      await connection.query("GRANT ALL ON *.* TO tokenwright@'127.0.0.1' WITH GRANT OPTION");
      await connection.end();
      return;
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
      await setTimeout(50);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
