import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { SqliteDriver } from '../../../src/persistence/data-source-options.js';
import type { DatabaseKind } from '../../support/databases.js';
import { ServiceClient } from '../../support/service-client.js';
import { Installation, type ServiceProcess } from '../../support/service-process.js';
import { JWT, OPAQUE } from '../../support/service-tokens.js';

/** How often; the gate asks for more than a developer waits for. */
const KILL_ROUNDS = Number(process.env.KILL_ROUNDS ?? 5);

const CLIENTS = 4;
const ROUND_TIMEOUT_MS = 30_000;
const PASSWORD = 'correct horse battery';

describe('a service that is killed while it issues tokens', () => {
  it(
    `honours every token it answered with, on SQLite (${KILL_ROUNDS} times)`,
    async () => {
      const installation = await install('sqlite');
      const { answered, refused } = await killAgainAndAgain(installation, KILL_ROUNDS);
      expect(refused).toEqual([]);
      expect(answered).toBeGreaterThanOrEqual(KILL_ROUNDS);
      const file = new SqliteDriver(join(installation.dataDir, 'tokenwright.sqlite'));
      expect(file.pragma('integrity_check')).toMatchObject([{ integrity_check: 'ok' }]);
      file.close();
    },
    (KILL_ROUNDS + 1) * ROUND_TIMEOUT_MS,
  );

  const fewer = Math.ceil(KILL_ROUNDS / 5) + 1;

  it.skipIf(inject('mariaDbUrl') === '')(
    `honours every token it answered with, on MariaDB (${fewer} times)`,
    async () => {
      const { answered, refused } = await killAgainAndAgain(await install('mariadb'), fewer);
      expect(refused).toEqual([]);
      expect(answered).toBeGreaterThanOrEqual(fewer);
    },
    (fewer + 1) * ROUND_TIMEOUT_MS,
  );
});

async function install(kind: DatabaseKind): Promise<Installation> {
  const installation = await Installation.on(kind);
  onTestFinished(() => installation.remove());
  const created = await installation.commandHere(
    'admin:user:create --username root --email root@example.com --role all --password-stdin',
    PASSWORD,
  );
  expect([created.code, created.stderr]).toEqual([0, '']);
  return installation;
}

/** What became of the tokens: how many were answered, and which were refused after a restart. */
interface Outcome {
  readonly answered: number;
  readonly refused: readonly string[];
}

async function killAgainAndAgain(installation: Installation, rounds: number): Promise<Outcome> {
  const answered: string[] = [];
  const refused: string[] = [];
  let issued: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // By turns, so that each start has to honour the other format's tokens, too.
    const jwt = round % 2 === 1;
    const service = await installation.start({
      MODULES: `jwt-user-token=${jwt ? 'enabled' : 'accept-only'}`,
    });
    refused.push(...(await refusedOf(service, issued, `after ${round - 1} kills`)));
    issued = await issueUntilKilled(service);
    expect(issued.filter((token) => !(jwt ? JWT : OPAQUE).test(token))).toEqual([]);
    answered.push(...issued);
  }
  const service = await installation.start();
  refused.push(...(await refusedOf(service, answered, 'in the end')));
  await service.kill('SIGTERM');
  return { answered: answered.length, refused };
}

/** @returns Every token that a client got hold of. */
async function issueUntilKilled(service: ServiceProcess & { url: string }): Promise<string[]> {
  const client = ServiceClient.overHttp(service.url);
  const tokens: string[] = [];
  const { exited } = service;
  let alive = true;
  const work = async (): Promise<void> => {
    while (alive) {
      try {
        tokens.push(await client.token('root', PASSWORD));
      } catch (error) {
        if (alive) throw error;
      }
    }
  };
  const workers = Promise.all(Array.from({ length: CLIENTS }, work));
  while (tokens.length === 0) await Promise.race([setTimeout(1), workers]);
  await setTimeout(Math.random() * 400);
  alive = false;
  expect((await service.kill('SIGKILL')).signal).toBe('SIGKILL');
  await Promise.all([workers, exited]);
  return tokens;
}

async function refusedOf(
  { url }: { url: string },
  tokens: readonly string[],
  when: string,
): Promise<string[]> {
  const client = ServiceClient.overHttp(url);
  const refused: string[] = [];
  for (const token of tokens) {
    const verdict = await client.verdict(token);
    if (verdict !== 'ok') refused.push(`${when}: ${verdict}`);
  }
  return refused;
}
