import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditRecords } from '../../src/modules/security/audit/audit-records.js';
import { Database } from '../../src/persistence/index.js';
import { head } from '../support/raw-http.js';
import { SessionClient } from '../support/session-client.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

const PASSWORD = 'correct horse battery';
const LOGIN = JSON.stringify({ username: 'keeper', password: PASSWORD });
const POST = [
  'POST /auth/login HTTP/1.1',
  'Host: a',
  'Content-Type: application/json',
  `Content-Length: ${LOGIN.length}`,
];

/** How many clients go away after they sent a sign-in; 1,000 before a release. */
const GONE_CLIENTS = Number(process.env.GONE_CLIENTS ?? 24);

describe('clients that', () => {
  let test: TestApp;
  let server: Server;
  let port: number;

  beforeAll(async () => {
    test = await startTestApp({
      modules: { ...WITH_JWT, 'refresh-session': 'enabled', openapi: 'enabled' },
      environment: { SESSION_MAX_PER_USER: '1000' },
      realTime: true,
    });
    await test.createAdmin('keeper', PASSWORD);
    await test.app.listen(0, '127.0.0.1');
    server = test.app.getHttpServer();
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => test.stop());

  /** @returns The connection as the server has it, once it is there. */
  const open = async (bytes: string): Promise<{ client: Socket; held: Socket }> => {
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const client = connect(port, '127.0.0.1', () => client.write(bytes));
    client.on('error', () => {});
    return { client, held: await accepted };
  };

  const ended = (socket: Socket): Promise<void> =>
    new Promise((resolve) =>
      socket.destroyed ? resolve() : socket.once('close', () => resolve()),
    );

  it('LOG-39 take their time with headers, a body or an answer are cut off', async () => {
    expect([server.headersTimeout, server.requestTimeout, server.timeout]).toEqual([
      15_000, 30_000, 30_000,
    ]);
    // The same limits in less of everybody's time.
    Object.assign(server, { headersTimeout: 500, requestTimeout: 1_000, timeout: 1_000 });
    const large = head('GET /docs/swagger-ui-bundle.js HTTP/1.1', 'Host: a').repeat(8);
    const connections = [];
    for (const bytes of [
      'GET / HTTP/1.1\r\nX: ',
      `${head(...POST)}{`,
      head('POST /auth/login HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'),
    ])
      connections.push(await open(bytes));
    // Never reads.
    const deaf = await open(large);
    deaf.client.pause();
    connections.push(deaf);
    // Says that it has nothing more to say, in the middle of a body.
    const half = await open(`${head(...POST)}{`);
    half.client.end();
    connections.push(half);
    const since = performance.now();
    await Promise.all(connections.map(({ held }) => ended(held)));
    expect(performance.now() - since).toBeLessThan(8_000);
    for (const { client } of connections) client.destroy();
  });

  it('LOG-39 are silent, 200 at once, keep nobody else from being served', async () => {
    const silent = [];
    for (let index = 0; index < 200; index += 1) silent.push(await open('GET / HTTP/1.1\r\nX: '));
    const since = performance.now();
    const { statusCode } = await test.app.inject({ url: '/openapi.json' });
    const response = await fetch(`http://127.0.0.1:${port}/rest/V1/nothing`);
    expect([statusCode, response.status]).toEqual([200, 404]);
    expect(performance.now() - since).toBeLessThan(3_000);
    await Promise.all(silent.map(({ held }) => ended(held)));
    for (const { client } of silent) client.destroy();
  });

  it(
    'LOG-40 are gone before their answer leave no session that is not listed',
    async () => {
      const left = Array.from({ length: GONE_CLIENTS }, async (_, index) => {
        const { client, held } = await open(head(...POST) + LOGIN);
        setTimeout(() => client.destroy(), index % 60);
        await ended(held);
      });
      await Promise.all(left);
      const client = SessionClient.of(test);
      // Behind all of them: sign-ins of one name stand in one line. The last few are under way still.
      await client.login('keeper', PASSWORD);
      let rows = 0;
      const settled = async (): Promise<boolean> => {
        const before = rows;
        const [row] = await test
          .get(Database)
          .dataSource.query('SELECT COUNT(*) AS n FROM user_refresh_token');
        rows = Number(row.n);
        return rows > 0 && rows === before;
      };
      await expect.poll(settled, { interval: 500, timeout: 10_000 }).toBe(true);
      expect(await client.sessions()).toHaveLength(rows);
      const { body } = await client.authorized('DELETE', '/auth/sessions');
      expect(body).toEqual({ status: 'ok', ended: rows - 1 });
      expect(await client.sessions()).toHaveLength(1);
    },
    60_000 + GONE_CLIENTS * 200,
  );

  it('are gone before their answer are in the audit trail with their address', async () => {
    // Sign-ins of one name stand in one line: behind these it is not answered for a while.
    const others = Array.from({ length: 8 }, () =>
      SessionClient.of(test).login('keeper', PASSWORD),
    );
    const { client, held } = await open(head(...POST, 'X-Request-Id: gone') + LOGIN);
    setTimeout(() => client.destroy(), 40);
    await ended(held);
    await Promise.all(others);
    const rows = () => test.get(AuditRecords).find({ subject: 'keeper', limit: 50 });
    await expect
      .poll(async () => (await rows()).filter(({ request_id: id }) => id === 'gone'))
      .toMatchObject([{ action: 'admin.sign-in', address: '127.0.0.1' }]);
  });
});
