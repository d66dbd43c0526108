import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** How long the server may be silent while it owes an answer; mysql2 alone would wait for ever. */
const SILENCE_MS = 5_000;
/** How long a caller waits for one of the pool's connections. */
const QUEUE_MS = 5_000;
/** Less than the silence: a row that somebody has locked is no reason to give up a connection. */
const LOCK_WAIT_SECONDS = 4;
/** MariaDB's own default: ten thousand resources and more. */
const LIST_BYTES = 1_048_576;

/**
 * What a server may have been told globally is not left to it: without strict mode it cuts texts
 * short, with NO_BACKSLASH_ESCAPES or ANSI_QUOTES the way values are quoted would be wrong, and
 * JSON_ARRAYAGG of MariaDB ends without a word, in the middle of a value, at `group_concat_max_len`.
 */
const SESSION = `SET SESSION
  sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS},
  group_concat_max_len = ${LIST_BYTES}`;

type Acquired = (error: Error | null, connection?: PooledConnection) => void;

/** The part of mysql2's connection that is used; its own types hide what it is busy with. */
interface PooledConnection {
  readonly stream: Socket;
  readonly _command?: unknown;
  query(sql: string, done: (error: Error | null) => void): void;
  on(event: 'error', listener: () => void): void;
  release(): void;
  destroy(): void;
}

/** The part of mysql2's pool that is used. */
export interface MysqlPool {
  execute(
    options: { sql: string; values: readonly unknown[] },
    done: (error: unknown, rows: unknown[]) => void,
  ): void;
  getConnection(done: Acquired): void;
  on(event: 'connection', listener: (connection: PooledConnection) => void): void;
  end(done: () => void): void;
}

/**
 * mysql2 as TypeORM is given it: every wait has an end, and every session the same mode. A limit
 * per query, which mysql2 has, would put a connection that is still busy back into the pool, and
 * whoever gets it next waits behind the lost answer. So it is the connection that is given up.
 */
export class GuardedMysql {
  /** While this is true a statement may take as long as it likes: migrations do. */
  patient = true;

  createPool(options: unknown): MysqlPool {
    // Not loaded where there is no such server: it is the fifth largest of all dependencies.
    const mysql2 = createRequire(import.meta.url)('mysql2') as {
      createPool(options: unknown): MysqlPool;
    };
    const pool = mysql2.createPool(options);
    pool.on('connection', (connection) => this.prepare(connection));
    limitWaiting(pool);
    return pool;
  }

  private prepare(connection: PooledConnection): void {
    const { stream } = connection;
    // Whoever waits for an answer is told; an event that nobody hears would end the process.
    connection.on('error', () => {});
    stream.setTimeout(SILENCE_MS, () => {
      if (this.patient || !connection._command) return;
      stream.destroy(failure('PROTOCOL_SEQUENCE_TIMEOUT', 'The database does not answer'));
      connection.destroy();
    });
    connection.query(SESSION, (error) => error && connection.destroy());
  }
}

/** mysql2 lets callers wait for a connection for ever. */
function limitWaiting(pool: MysqlPool): void {
  const acquire = pool.getConnection.bind(pool);
  pool.getConnection = (done) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      done(failure('POOL_TIMEOUT', 'All connections to the database are busy'));
    }, QUEUE_MS);
    acquire((error, connection) => {
      if (isOver) return connection?.release();
      clearTimeout(timer);
      done(error, connection);
    });
  };
}

const failure = (code: string, message: string): Error =>
  Object.assign(new Error(message), { code });
