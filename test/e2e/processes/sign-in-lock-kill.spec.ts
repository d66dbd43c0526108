import { createConnection } from 'mysql2/promise';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { ServiceClient } from '../../support/service-client.js';
import { Installation } from '../../support/service-process.js';

const PASSWORD = 'correct horse battery';
const SETTINGS = {
  SIGN_IN_LOCK_MAX_FAILURES: '6',
  PASSWORD_HASH_CONCURRENCY: '1',
  PASSWORD_HASH_QUEUE: '1000',
};

/** Processes that share the lock; four before a release. */
const LOCK_PROCESSES = Number(process.env.LOCK_PROCESSES ?? 2);

/** Wrong guesses of one process that are answered or lost when it is killed. */
const guess = (url: string): Promise<number> =>
  ServiceClient.overHttp(url)
    .signIn('root', 'wrong')
    .then(({ status }) => status)
    .catch(() => 0);

describe.skipIf(inject('mariaDbUrl') === '')(
  'the sign-in lock across processes, on MariaDB',
  () => {
    async function install(): Promise<{
      installation: Installation;
      query: (sql: string) => Promise<Record<string, unknown>[]>;
    }> {
      const installation = await Installation.on('mariadb', SETTINGS);
      onTestFinished(() => installation.remove());
      const created = await installation.commandHere(
        'admin:user:create --username root --email root@example.com --role all --password-stdin',
        PASSWORD,
      );
      expect([created.code, created.stderr]).toEqual([0, '']);
      const url = installation.database.environment.DATABASE_URL!.replace(/^mariadb:/, 'mysql:');
      const connection = await createConnection(url);
      onTestFinished(() => connection.end());
      return {
        installation,
        query: async (sql) => (await connection.query(sql))[0] as Record<string, unknown>[],
      };
    }

    it('LOG-20 checks 6 of 500 wrong passwords over several processes', async () => {
      const { installation, query } = await install();
      const services = await Promise.all(
        Array.from({ length: LOCK_PROCESSES }, () => installation.start()),
      );
      const statuses = await Promise.all(
        Array.from({ length: 500 }, (_, index) => guess(services[index % LOCK_PROCESSES]!.url)),
      );
      expect(new Set(statuses)).toEqual(new Set([401]));
      // Each check that comes to nothing is noted, and what a lock refuses is not.
      const [noted] = await query(
        "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'admin.sign-in'",
      );
      expect(Number(noted!.n)).toBe(6);
      const [locks] = await query(
        "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'sign-in.lock'",
      );
      expect(Number(locks!.n)).toBe(1);
    }, 120_000);

    it('counts nothing for the places of a process that is killed', async () => {
      const { installation, query } = await install();
      const service = await installation.start();
      const guesses = Array.from({ length: 100 }, () => guess(service.url));
      await sleep(30);
      await service.kill('SIGKILL');
      await Promise.all(guesses);
      const [row] = await query('SELECT * FROM sign_in_lock');
      const [noted] = await query(
        "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'admin.sign-in'",
      );
      const places = Number(row?.places ?? 0) + Number(row?.places_before ?? 0);
      expect(Number(row?.failures ?? 0) + places).toBeLessThanOrEqual(6);
      expect(Number(row?.failures ?? 0) - Number(noted!.n)).toBeLessThanOrEqual(1);
      // The lease is over: the clock of a test cannot be moved here, so the places are aged.
      await query('UPDATE sign_in_lock SET lease_period = lease_period - 2');
      const again = await installation.start();
      const { status } = await ServiceClient.overHttp(again.url).signIn('root', PASSWORD);
      expect(status).toBe(Number(row?.failures ?? 0) < 6 ? 200 : 401);
    }, 120_000);
  },
);
