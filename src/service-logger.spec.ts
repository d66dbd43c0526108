import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { DestinationStream } from 'pino';
import type { RequestContext } from './contract/index.js';
import type { LogLevel } from './server-settings.js';
import { logStream, ServiceLogger } from './service-logger.js';

const SECRET = 'canary-5f2d9c';

describe('ServiceLogger', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
  });
  const logger = (level: LogLevel = 'info'): ServiceLogger =>
    new ServiceLogger(level, { write: (line) => void lines.push(line) });
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  it('writes one JSON object a line, with level, time, context and the fields', () => {
    logger().warn({ message: 'token refused', code: 'TOKEN_EXPIRED' }, 'webapi');
    logger().log('plain', 'boot');
    expect(logged()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        pid: process.pid,
        context: 'webapi',
        message: 'token refused',
        code: 'TOKEN_EXPIRED',
      },
      expect.objectContaining({ level: 'info', context: 'boot', message: 'plain' }),
    ]);
  });

  it("is silent below its level and, unless it debugs, about Nest's own start", () => {
    logger('warn').log('no', 'x');
    logger('info').debug('no', 'x');
    logger('info').log('no', 'RoutesResolver');
    expect(lines).toEqual([]);
    logger('trace').log('yes', 'RoutesResolver');
    logger('trace').verbose('yes', 'x');
    expect(logged().map(({ level }) => level)).toEqual(['info', 'trace']);
  });

  it('names the request in whose course a line is written', () => {
    const followed = logger();
    followed.follow({ current: () => ({ requestId: 'r-1' }) } as unknown as RequestContext);
    followed.log('with', 'x');
    expect(logged()[0]).toMatchObject({ requestId: 'r-1', message: 'with' });
  });

  it.each([
    { authorization: SECRET },
    { headers: { Cookie: SECRET, 'Set-Cookie': [SECRET] } },
    { a: { b: { c: { d: { password: SECRET } } } } },
    { a: { b: { c: { d: { e: { f: { g: { h: SECRET } } } } } } } },
    { list: [{ newPassword: SECRET, accessToken: SECRET, consumer_secret: SECRET, otp: SECRET }] },
    { token: { nested: SECRET }, refresh_token: SECRET, MASTER_KEY: SECRET, tfaCode: SECRET },
    { url: `mariadb://user:${SECRET}@host/db` },
    { text: `Authorization: Bearer ${SECRET}` },
    { text: `signed eyJhbGciOiJIUzI1NiJ9.${SECRET}.x` },
    new Error(`refused Bearer ${SECRET}`),
    { cause: Object.assign(new Error('x'), { token: SECRET }) },
    { bytes: Buffer.from(SECRET) },
  ])('LEA-01 writes no secret of %j', (message) => {
    logger().error(message, 'x');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(SECRET);
  });

  it('leaves alone what only resembles a secret', () => {
    logger().log({ message: 'purged', tokens: 3, code: 'X', key: 'a1b2c3d4' }, 'purge');
    expect(logged()[0]).toMatchObject({ tokens: 3, code: 'X', key: 'a1b2c3d4' });
  });

  it('LEA-05 writes one bounded line whatever the text', () => {
    const nasty = `a\r\nb\u001b[2J\u0000\u0085\u2028\ud800\u202e${'x'.repeat(1_000_000)}`;
    logger().log(nasty, 'x');
    logger().log({ message: nasty, [nasty]: nasty, deep: Array(5_000).fill(nasty) }, 'x');
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      // oxlint-disable-next-line no-control-regex
      expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800\u202e]/);
    }
    expect(lines[0]!.length).toBeLessThan(6_000);
  });

  it('refuses nothing on a disk that is full, keeps a bounded rest, and goes on with it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [full, roomy] = [openSync('/dev/full', 'w'), openSync(join(folder, 'log'), 'w')];
    onTestFinished(() => [full, roomy].forEach(closeSync));
    const stream = logStream(full) as DestinationStream & { fd: number };
    const lossy = new ServiceLogger('info', stream);
    for (let line = 0; line < 5_000; line += 1) lossy.warn(`${line} ${'x'.repeat(1_000)}`, 'x');
    stream.fd = roomy;
    lossy.warn('there is room', 'x');
    const lines = readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n');
    expect(lines[0]).toContain('"message":"0 x');
    expect(lines.length).toBeGreaterThan(1_000);
    expect(lines.length).toBeLessThan(4_500);
    lossy.warn('and more', 'x');
    expect(readFileSync(join(folder, 'log'), 'utf8')).toContain('and more');
  });

  it('waits for no reader that stands still, and is read whole when it goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const file = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    onTestFinished(() => closeSync(file));
    const logger = new ServiceLogger('info', logStream(file));
    // Were the loop held up, this would never end: nobody reads before it has.
    for (let line = 0; line < 200; line += 1) logger.warn(`${line} ${'x'.repeat(1_000)}`, 'x');
    let text = '';
    await expect.poll(() => (text += read(file)), { timeout: 5_000 }).toMatch(/"199 x+"\}\n$/);
    expect(text.trimEnd().split('\n')).toHaveLength(200);
  });
});

/** What is in a pipe just now. */
function read(file: number): string {
  const buffer = Buffer.alloc(65_536);
  try {
    return buffer.toString('utf8', 0, readSync(file, buffer));
  } catch {
    return '';
  }
}
