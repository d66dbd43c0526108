import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { ServiceClient } from '../../support/service-client.js';
import { Installation, type ServiceProcess } from '../../support/service-process.js';

const PASSWORD = 'correct horse battery';
const UNAVAILABLE = '{"message":"The service is temporarily unavailable. Please try again later."}';

/** Bytes beyond which the process can write no file: a write there fails as on a full disk. */
const limitFiles = ({ pid }: ServiceProcess, bytes: number | 'unlimited'): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

it.skipIf(!inject('hasPrlimit'))(
  'INF-10 INF-13 answers 503 where a COMMIT finds no room, and goes on when there is some',
  async () => {
    const installation = await Installation.on('sqlite', {
      MODULES: 'jwt-user-token=accept-only',
      LOG_LEVEL: 'warn',
    });
    onTestFinished(() => installation.remove());
    await installation.commandHere(
      'admin:user:create --username root --email root@example.com --role all --password-stdin',
      PASSWORD,
    );
    const service = await installation.start();
    const client = ServiceClient.overHttp(service.url);
    const token = await client.token('root', PASSWORD);
    const log = join(installation.dataDir, 'tokenwright.sqlite-wal');

    limitFiles(service, statSync(log).size);
    for (let times = 0; times < 2; times += 1) {
      const reply = await client.signIn('root', PASSWORD);
      expect([reply.status, reply.header('retry-after'), reply.body]).toEqual([
        503,
        '1',
        UNAVAILABLE,
      ]);
      expect(await client.verdict(token)).toBe('ok');
    }
    limitFiles(service, 'unlimited');
    expect(await client.verdict(await client.token('root', PASSWORD))).toBe('ok');
    expect(service.stdout).not.toContain('cannot rollback');
  },
);
