import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { Installation } from '../../support/service-process.js';
import { overHttp, SessionClient } from '../../support/session-client.js';
import { GONE, PASSWORD } from '../../support/session-suite.js';

/** How often, each way; the gate asks for more than a developer waits for. */
const ROUNDS = Number(process.env.SESSION_KILL_ROUNDS ?? 6);
const ROUND_MS = 30_000;

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PRELOAD = new URL('../../support/kill-itself.mjs', import.meta.url).href;

describe.each(['sqlite', 'mariadb'] as const)('a service on %s that dies of a refresh', (kind) => {
  it.skipIf(kind === 'mariadb' && inject('mariaDbUrl') === '').each([
    ['REF-12 before the rotation is committed', 'update'],
    ['REF-11 between the commit and the answer', 'answer'],
  ])(
    `%s loses nothing and forks nothing, ${ROUNDS} times`,
    async (_when, when) => {
      const installation = await Installation.on(kind, {
        NODE_OPTIONS: `--import ${PRELOAD}`,
        SERVICE_ROOT: ROOT,
        LOG_LEVEL: 'warn',
        // A start may take longer than the default where the machine is busy.
        SESSION_REFRESH_GRACE_SECONDS: '300',
      });
      onTestFinished(() => installation.remove());
      await installation.commandHere(
        'admin:user:create --username root --email root@example.com --role all --password-stdin',
        PASSWORD,
      );
      let service = await installation.start();
      let client = SessionClient.overHttp(service.url);
      await client.login('root', PASSWORD);
      for (let round = 1; round <= ROUNDS; round += 1) {
        // By turns, since a restart is where the issuer changes.
        const jwt = round % 2 === 0 ? 'enabled' : 'accept-only';
        const { cookie } = client;
        await expect(client.refresh(cookie, { 'x-kill': when })).rejects.toThrow('fetch failed');
        expect((await service.exited).signal).toBe('SIGKILL');
        service = await installation.start({ MODULES: `jwt-user-token=${jwt}` });
        client = client.at(overHttp(service.url));
        const tab = client.at(overHttp(service.url));
        const retried = await client.refresh(cookie);
        expect([round, retried.status]).toEqual([round, 200]);
        expect([round, (await tab.refresh(cookie)).status]).toEqual([round, 200]);
        expect([round, tab.cookie === client.cookie]).toEqual([round, true]);
        expect([round, await client.verdict()]).toEqual([round, 'ok']);
        expect([round, (await client.sessions()).length]).toEqual([round, 1]);
      }
      // What had been replaced long ago is recognised after all those restarts (REF-10).
      const { cookie: first } = client;
      await client.refresh();
      await client.refresh();
      const { cookie: last } = client;
      await service.kill();
      service = await installation.start();
      client = client.at(overHttp(service.url));
      expect((await client.refresh(first)).body).toEqual(GONE);
      expect((await client.refresh(last)).body).toEqual(GONE);
    },
    (ROUNDS + 3) * ROUND_MS,
  );
});
