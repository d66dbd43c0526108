import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processorMs } from '../support/processor-time.js';
import { head } from '../support/raw-http.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

const TOKEN = '/rest/V1/integration/admin/token';
const JSON_TYPE = { 'content-type': 'application/json' };
const DECODING_ERROR = '{"message":"Decoding error."}';
const ENCODED = '{"message":"Encoded request bodies are not supported."}';
const TOO_LARGE = '{"message":"The request body is too large."}';
const GOOD = '{"username":"keeper","password":"correct horse"}';
const MEBIBYTE = 2 ** 20;

describe('big bodies', () => {
  let test: TestApp;
  let port: number;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    test = await startTestApp({ modules: WITH_JWT });
    await test.createAdmin('keeper', 'correct horse');
    await test.app.listen(0, '127.0.0.1');
    const server = test.app.getHttpServer();
    server.on('connection', (socket: Socket) => sockets.push(socket));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => test.stop());

  const post = async (payload: string | Buffer, headers: Record<string, string>, on = test) => {
    const { statusCode, body } = await on.app.inject({
      method: 'POST',
      url: TOKEN,
      headers,
      payload,
    });
    return [statusCode, body];
  };

  it('LOG-10 cost little where the limit is raised, whatever is in them', async () => {
    const wide = await startTestApp({
      modules: WITH_JWT,
      environment: { TOKEN_BODY_MAX_BYTES: String(4 * MEBIBYTE) },
    });
    const members = (name: (index: number) => string): string =>
      `{${Array.from({ length: 100_000 }, (_, index) => `"${name(index)}":1`).join()}}`;
    const bodies = [
      members((index) => `k${index}`),
      members(String),
      members(() => 'same'),
      `{"${'k'.repeat(MEBIBYTE)}":1}`,
      `{"username":${'9'.repeat(100_000)},"password":"x"}`,
      `{"username":"${'u'.repeat(MEBIBYTE)}","password":"x"}`,
    ];
    await post('{}', JSON_TYPE, wide);
    for (const payload of bodies) {
      const before = process.cpuUsage();
      const [status] = await post(payload, JSON_TYPE, wide);
      const { user, system } = process.cpuUsage(before);
      // A number too long for anything is a text too long for a user name; neither is hashed.
      expect([400, 401]).toContain(status);
      expect((user + system) / 1_000).toBeLessThan(500);
    }
    await wide.stop();
  });

  it.each([
    ['announced', ['Content-Length: 67108864'], ''],
    ['in chunks', ['Transfer-Encoding: chunked'], '1000000\r\n'],
  ])('LOG-11 of 64 MiB, %s, are not taken in beyond the limit', async (_what, framing, start) => {
    sockets.length = 0;
    const lines = [`POST ${TOKEN} HTTP/1.1`, 'Host: a', 'Content-Type: application/json'];
    const part = Buffer.alloc(MEBIBYTE, ' ');
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(head(...lines, ...framing) + start),
      );
      const more = (): void => {
        while (!socket.destroyed && socket.bytesWritten < 64 * MEBIBYTE && socket.write(part));
      };
      socket
        .on('connect', more)
        .on('drain', more)
        .on('error', () => {});
      socket.setEncoding('latin1').on('data', (said_) => (text += String(said_)));
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1\.1 413 |^$/);
    expect(sockets).toHaveLength(1);
    expect(sockets[0]!.bytesRead).toBeLessThan(2 * MEBIBYTE);
  });

  it('LOG-15 are never unpacked, whatever their encoding is said to be', async () => {
    const zeros = gzipSync(Buffer.alloc(10 * MEBIBYTE));
    const bomb = Buffer.concat(Array.from({ length: 20 }, () => zeros));
    const zipped = gzipSync(GOOD);
    const sent: [string, Buffer, number, string][] = [
      ['gzip', zipped, 400, ENCODED],
      ['gzip', Buffer.from(GOOD), 400, ENCODED],
      ['gzip', Buffer.from('1f8b0800ffff', 'hex'), 400, ENCODED],
      ['gzip', zipped.subarray(0, 20), 400, ENCODED],
      ['gzip, gzip', gzipSync(zipped), 400, ENCODED],
      ['br', Buffer.from([0x3b]), 400, ENCODED],
      ['identity', zipped, 400, DECODING_ERROR],
      ['gzip', zeros, 413, TOO_LARGE],
      ['gzip', bomb, 413, TOO_LARGE],
    ];
    for (const [encoding, payload, status, body] of sent) {
      const before = process.cpuUsage();
      const answer = await post(payload, { ...JSON_TYPE, 'content-encoding': encoding });
      const { user, system } = process.cpuUsage(before);
      expect([encoding, ...answer]).toEqual([encoding, status, body]);
      // Unpacking 10 MiB takes twice as long.
      expect((user + system) / 1_000).toBeLessThan(50);
    }
    const plain = await post(GOOD, { ...JSON_TYPE, 'content-encoding': 'identity' });
    expect(plain).toEqual([200, expect.stringMatching(/^"[\w.-]+"$/)]);
  });

  it('LOG-13 open no file and no connection, as XML with entities of either kind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenwright-xml-'));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    let connections = 0;
    const listener = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/x`;
    const external = [`SYSTEM "file://${pipe}"`, `SYSTEM "${url}"`, `PUBLIC "x" "${url}"`];
    const bomb = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join('');
    const bodies = [
      ...external.map((id) => `<!DOCTYPE r [<!ENTITY x ${id}>]><r><username>&x;</username></r>`),
      ...external.map((id) => `<!DOCTYPE r [<!ENTITY % x ${id}> %x;]><r/>`),
      ...external.map((id) => `<!DOCTYPE r ${id}><r/>`),
      `<!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">${bomb}]><r><username>&e9;</username></r>`,
      `<r xmlns:i="http://www.w3.org/2001/XInclude"><username><i:include href="${url}"/></username></r>`,
      `<r xmlns:i="http://www.w3.org/2001/XInclude"><username><i:include href="file://${pipe}" parse="text"/></username></r>`,
    ];
    for (const payload of bodies) {
      const refuse = async (): Promise<void> =>
        expect((await post(payload, { 'content-type': 'text/xml' }))[0]).toBe(400);
      expect(await processorMs(refuse)).toBeLessThan(200);
    }
    expect(isBeingRead(pipe)).toBe(false);
    expect(connections).toBe(0);
    // Both would have been noticed.
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    expect(isBeingRead(pipe)).toBe(true);
    closeSync(reader);
    await new Promise((resolve) =>
      connect(Number(new URL(url).port), '127.0.0.1').on('close', resolve),
    );
    expect(connections).toBe(1);
    listener.close();
    rmSync(folder, { recursive: true });
  });
});

/** A pipe can be opened for writing only while somebody has it open for reading, or waits to. */
function isBeingRead(pipe: string): boolean {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return false;
    throw error;
  }
}
