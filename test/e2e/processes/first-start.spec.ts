import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqliteDriver } from '../../../src/persistence/data-source-options.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { ServiceClient } from '../../support/service-client.js';
import { Installation, type Exit } from '../../support/service-process.js';
import { JWT } from '../../support/service-tokens.js';

/** A test starts several processes, on machines that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const run = promisify(execFile);

const PASSWORD_LINE =
  /^Created administrator "admin" with the password (\S+) \(shown only this once\)\.$/m;
const CURL_LINE = /^ {2}curl [^]*?'\{.*\}'$/m;

describeOnEachDatabase('starting for the first time', (kind) => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await Installation.on(kind);
  });
  afterEach(() => installation.remove());

  it('prints a password and a curl line that gets a token, once', async () => {
    const first = await installation.start({ LOG_LEVEL: 'trace' });
    const password = PASSWORD_LINE.exec(first.stdout)?.[1] ?? '';
    expect(password).toMatch(/^[\w-]{24}$/);
    const token = await runInShell(CURL_LINE.exec(first.stdout)?.[0] ?? '');
    expect(token).toMatch(JWT);
    expect(await ServiceClient.overHttp(first.url).verdict(token)).toBe('ok');
    // Once in the sentence and once in the curl line.
    expect(first.stdout.split(password)).toHaveLength(3);

    const ended = await first.kill('SIGTERM');
    expect(endOf(ended)).toBe(0);
    expect(ended.stderr).not.toMatch(/"level":"(error|fatal)"/);
    const log = [...ended.stdout.split('\n').filter((line) => line.startsWith('{')), ended.stderr];
    expect(log.length).toBeGreaterThan(1);
    for (const secret of [password, token]) expect(log.join('\n')).not.toContain(secret);

    const second = await installation.start();
    expect(second.stdout).toBe(`Tokenwright listens on ${second.url}\n`);
    expect(second.stderr).toBe('');
    expect(await ServiceClient.overHttp(second.url).verdict(token)).toBe('ok');
    expect(await ServiceClient.overHttp(second.url).token('admin', password)).toMatch(JWT);
  });

  it('says of REDIS_URL and WORKERS that they are not read, once each, and of nothing else', async () => {
    const settings = { REDIS_URL: 'redis://:hunter2@127.0.0.1:6379', WORKERS: '4' };
    const { stdout } = await installation.start(settings);
    const warnings = stdout.split('\n').filter((line) => line.includes('"level":"warn"'));
    expect(warnings.map((line) => JSON.parse(line) as object)).toEqual(
      ['REDIS_URL', 'WORKERS'].map((setting) =>
        expect.objectContaining({
          message: 'this version does not read a setting that is given',
          setting,
        }),
      ),
    );
    expect(stdout).not.toContain('hunter2');
    const unset = await installation.start({ REDIS_URL: '', WORKERS: '' });
    expect(unset.stdout).toBe(`Tokenwright listens on ${unset.url}\n`);
  });

  it('keeps its state where only its owner can read it, and ends when told to', async () => {
    const service = await installation.start();
    const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    const key = join(installation.dataDir, 'master.key');
    expect([mode(installation.dataDir), mode(key)]).toEqual(['700', '600']);
    const text = readFileSync(key, 'utf8');
    expect([text.length, Buffer.from(text, 'base64url').length]).toEqual([44, 32]);
    expect(endOf(await service.kill('SIGINT'))).toBe(0);
  });
});

describe('a service that is stopped', () => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await Installation.on('sqlite');
  });
  afterEach(() => installation.remove());

  it('ends within ten seconds, even if clients hold on to connections', async () => {
    const service = await installation.start();
    const requests = [
      '',
      'GET /rest/V1/modules HTTP/1.1\r\nHost: x\r\n',
      'POST /rest/V1/integration/admin/token HTTP/1.1\r\nHost: x\r\n' +
        'Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    ];
    const clients = await Promise.all(requests.map((begun) => openConnection(service.url, begun)));
    const since = performance.now();
    expect(endOf(await service.kill('SIGTERM'))).toBe(0);
    expect(performance.now() - since).toBeLessThan(10_000);
    for (const client of clients) client.destroy();
    const file = new SqliteDriver(join(installation.dataDir, 'tokenwright.sqlite'));
    expect(file.pragma('journal_mode')).toMatchObject([{ journal_mode: 'wal' }]);
    expect(file.pragma('integrity_check')).toMatchObject([{ integrity_check: 'ok' }]);
    file.close();
  });
});

describe('what keeps the service from starting', () => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await Installation.on('sqlite');
  });
  afterEach(() => installation.remove());

  /** Five seconds; on a machine that is busy with other things, as long as three starts take. */
  let patienceMs: number;
  beforeAll(async () => {
    const usual = await Installation.on('sqlite');
    const since = performance.now();
    await usual.start();
    patienceMs = Math.max(5_000, 3 * (performance.now() - since));
    await usual.remove();
  });

  /** @returns The only line it printed, as soon as it gave up. */
  async function complaint(settings: Readonly<Record<string, string>>): Promise<string> {
    const since = performance.now();
    const { code, stdout, stderr } = await installation.spawn(settings).exited;
    expect([code, stdout, performance.now() - since < patienceMs]).toEqual([1, '', true]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    return stderr;
  }

  const file = (name: string, content: string): string => {
    const path = join(installation.folder, name);
    writeFileSync(path, content);
    return path;
  };

  it.each([
    ['PORT', 'hunter2'],
    ['DATABASE_URL', 'postgres://root:hunter2@127.0.0.1/tokenwright'],
    ['MASTER_KEY', 'hunter2hunter2hunter2hunter2hunter2hunter2h'],
    ['JWT_ALGORITHM', 'none'],
  ])(
    'is the setting %s with the value %s: it is named, its value is not told',
    async (name, value) => {
      const line = await complaint({ [name]: value });
      expect(line).toContain(`Setting ${name} is not valid`);
      expect(line).not.toContain(` ${value}`);
    },
  );

  it('is a database that is away, and its password is not told', async () => {
    const { server, port } = await takePort();
    server.close();
    const url = `mariadb://root:hunter2@127.0.0.1:${port}/tokenwright`;
    const settings = { DATABASE_URL: url, DATABASE_WAIT_SECONDS: '0' };
    expect(await complaint(settings)).not.toContain('hunter2');
  });

  it('is a key file that cannot be read, or holds no key', async () => {
    const folder = join(installation.folder, 'key');
    mkdirSync(folder);
    for (const path of [
      folder,
      file('weak.key', Buffer.alloc(32, 'hunter2').toString('base64url')),
    ])
      expect(await complaint({ MASTER_KEY_FILE: path })).toContain('MASTER_KEY_FILE');
  });

  it.each([
    ['is cut off', '{"modules": {"webapi": "enab', 'missing or not JSON'],
    ['holds a state there is not', '{"modules": {"webapi": "on"}}', '"webapi" must be one of'],
    ['names a module there is not', '{"modules": {"no-such-thing": "enabled"}}', 'no-such-thing'],
  ])('is a module list that %s', async (_what, content, words) => {
    expect(await complaint({ MODULES_FILE: file('broken.json', content) })).toContain(words);
  });

  it('is a folder that cannot be made or written, and the setting is named', async () => {
    const taken = file('taken', '');
    expect(await complaint({ DATA_DIR: join(taken, 'state') })).toContain('Setting DATA_DIR');
    expect(await complaint({ DATA_DIR: taken })).toContain('Setting DATA_DIR');
    // Not even root may write there.
    expect(await complaint({ DATA_DIR: '/proc' })).toContain('Setting DATA_DIR');
  });

  it.each([
    ['BOOT-04', 'TRUSTED_PROXIES', { TRUSTED_PROXIES: 'all' }],
    ['BOOT-04', 'SESSION_COOKIE_SECURE', { SESSION_COOKIE_SECURE: 'false' }],
    ['BOOT-13', 'NODE_ENV', { NODE_OPTIONS: '--inspect=127.0.0.1:0' }],
  ])('%s is, in production, an unsafe setting: %s', async (_row, name, settings) => {
    const { code, stdout, stderr } = await installation.spawn({
      ...settings,
      NODE_ENV: 'production',
    }).exited;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`Setting ${name} is not valid`);
  });

  it('is a reader that has gone before the first password; the next start prints one', async () => {
    const first = installation.spawn();
    first.hangUp();
    const { code, stderr } = await first.exited;
    expect(code).toBe(1);
    expect(stderr).toBe('Tokenwright cannot start: Unexpected error: write EPIPE\n');

    const second = await installation.start();
    expect(second.stdout).toMatch(PASSWORD_LINE);
    second.hangUp();
    expect((await ServiceClient.overHttp(second.url).signIn('nobody', 'wrong')).status).toBe(401);

    const third = installation.spawn();
    third.hangUp();
    await expect(Promise.race([third.exited, setTimeout(3_000, 'runs')])).resolves.toBe('runs');
  });

  it.each([
    ['that is not of this machine', '192.0.2.1', 'EADDRNOTAVAIL'],
    ['that is none', 'no-such-host.invalid', 'E(NOTFOUND|AI_AGAIN)'],
  ])('is an address %s, even while the database is away', async (_what, HOST, code) => {
    const away = 'mariadb://root@127.0.0.1:1/tokenwright';
    for (const settings of [{ HOST }, { HOST, DATABASE_URL: away, DATABASE_WAIT_SECONDS: '30' }]) {
      const refused = await installation.spawn(settings as Record<string, string>).exited;
      expect([refused.code, refused.stdout]).toEqual([1, expect.not.stringMatching(PASSWORD_LINE)]);
      expect(refused.stderr).toMatch(
        new RegExp(
          `^[^\\n]*Setting HOST is not valid: nothing can listen there \\(${code}\\)\\.\\n$`,
        ),
      );
    }
  });

  it('is a port that is taken; the password is not lost with it', async () => {
    const { server, port } = await takePort();
    const since = performance.now();
    const refused = await installation.spawn({ PORT: String(port) }).exited;
    server.close();
    expect([refused.code, performance.now() - since < patienceMs]).toEqual([1, true]);
    expect(refused.stderr).toBe(
      'Tokenwright cannot start: Setting PORT is not valid: nothing can listen there (EADDRINUSE).\n',
    );
    expect(refused.stdout).not.toMatch(PASSWORD_LINE);
    const service = await installation.start();
    const password = PASSWORD_LINE.exec(service.stdout)![1]!;
    expect(await ServiceClient.overHttp(service.url).token('admin', password)).toMatch(JWT);
  });
});

/** By the signal itself, which a shell shows as 128 and its number. */
const endOf = ({ code, signal }: Exit): unknown => signal ?? code;

/** Runs the line as it was printed; by other means where there is no curl. */
async function runInShell(line: string): Promise<string> {
  expect(line).not.toBe('');
  const hasCurl = await run('curl', ['--version']).then(
    () => true,
    () => false,
  );
  if (hasCurl) return JSON.parse((await run('sh', ['-c', line])).stdout);
  const url = /https?:\S+/.exec(line)?.[0] ?? '';
  const body = /'(\{.*\})'/.exec(line)?.[1] ?? '';
  const headers = { 'content-type': 'application/json' };
  return (await (await fetch(url, { method: 'POST', headers, body })).json()) as string;
}

/** A client that connects, begins something and falls silent. */
async function openConnection(url: string, begun: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(begun);
  return socket;
}

async function takePort(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}
