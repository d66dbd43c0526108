import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/databases.js';
import { Installation } from '../../support/service-process.js';
import { TcpProxy } from '../../support/tcp-proxy.js';

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(inject('mariaDbUrl') === '')('a start while the database is away', () => {
  let database: TestDatabase;
  let installation: Installation;
  let proxy: TcpProxy;
  let settings: Readonly<Record<string, string>>;
  let url: string;

  beforeEach(async () => {
    database = await createTestDatabase('mariadb');
    const between = await TcpProxy.to(database.environment.DATABASE_URL!);
    proxy = between.proxy;
    installation = await Installation.on('sqlite');
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    settings = { DATABASE_URL: between.url, PORT: String(port) };
    proxy.cut();
  });
  afterEach(async () => {
    await installation.remove();
    await proxy.stop();
    await database.remove();
  });

  const ask = async (path: string): Promise<unknown[]> => {
    const response = await fetch(url + path);
    return [response.status, await response.text(), response.headers.get('retry-after')];
  };

  it('BOOT-10 waits, alive and not ready, and goes on when it is back', async () => {
    const service = installation.spawn(settings);
    while (!service.stdout.includes('the database is away')) await setTimeout(20);
    const unavailable = [
      503,
      '{"message":"The service is temporarily unavailable. Please try again later."}',
      '1',
    ];
    expect(await ask('/health/live')).toEqual([200, '{"status":"up"}', null]);
    expect(await ask('/health/ready')).toEqual(unavailable);
    expect(await ask('/rest/V1/modules')).toEqual(unavailable);
    proxy.restore();
    expect(await service.listening()).toBe(url);
    expect(await ask('/health/live')).toEqual([200, '{"status":"up"}', null]);
    expect(await ask('/health/ready')).toEqual([200, '{"status":"up"}', null]);
    expect(service.stdout).toMatch(/with the password \S+ \(shown only this once\)/);
    expect((await service.kill('SIGTERM')).code).toBe(0);
  });

  it('BOOT-10 gives up when the time to wait is over', async () => {
    const since = performance.now();
    const { code, stderr } = await installation.spawn({ ...settings, DATABASE_WAIT_SECONDS: '1' })
      .exited;
    expect([code, performance.now() - since < 20_000]).toEqual([1, true]);
    expect(stderr).toMatch(/^Tokenwright cannot start: [^\n]*temporarily unavailable[^\n]*\n$/);
  });

  it('BOOT-10 does not wait for a server that is there and refuses', async () => {
    proxy.restore();
    const wrong = new URL(settings.DATABASE_URL!);
    wrong.password = 'wrong';
    const { code, stderr } = await installation.spawn({ ...settings, DATABASE_URL: wrong.href })
      .exited;
    const reason = 'Setting DATABASE_URL is not valid: the server refuses its user or password.';
    expect([code, stderr]).toEqual([1, `Tokenwright cannot start: ${reason}\n`]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
