import fc, { type Arbitrary } from 'fast-check';
import type { Credentials } from './credentials.js';
import type { KnownRoute } from './known-routes.js';
import { body, likeExample } from './request-bodies.js';
import { headers, TO_BE_SIGNED } from './request-headers.js';
import { requestLine } from './request-line.js';
import type { RequestParts } from './request-parts.js';

/** One request, or what is to be taken for one. */
export interface FuzzCase {
  readonly bytes: Buffer;
  readonly method: string;
  /** Whether it is complete, so that it must be dealt with before the connection is closed. */
  readonly whole: boolean;
}

const CRLF = '\r\n';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function head(parts: RequestParts, framing: readonly string[], version = 'HTTP/1.1'): Buffer {
  const lines = [
    `${parts.method} ${parts.target} ${version}`,
    ...(parts.headers.some(([name]) => name === 'Host') ? [] : ['Host: 127.0.0.1']),
    ...parts.headers.map(([name, value]) => `${name}: ${value}`),
    ...framing,
  ];
  return latin1(lines.join(CRLF) + CRLF + CRLF);
}

function withLength(parts: RequestParts): Buffer {
  const length = parts.body.length > 0 || parts.method === 'POST';
  return Buffer.concat([
    head(parts, length ? [`Content-Length: ${parts.body.length}`] : []),
    parts.body,
  ]);
}

function inChunks(parts: RequestParts, size: number): Buffer {
  const chunks: Buffer[] = [head(parts, ['Transfer-Encoding: chunked'])];
  for (let at = 0; at < parts.body.length; at += size) {
    const chunk = parts.body.subarray(at, at + size);
    chunks.push(latin1(chunk.length.toString(16) + CRLF), chunk, latin1(CRLF));
  }
  return Buffer.concat([...chunks, latin1(`0${CRLF}${CRLF}`)]);
}

/** Framing that lies or contradicts itself. */
const FRAMINGS: readonly ((parts: RequestParts) => Buffer)[] = [
  ...[-1, 1, 100, 1e6].map(
    (more) => (parts: RequestParts) =>
      Buffer.concat([head(parts, [`Content-Length: ${parts.body.length + more}`]), parts.body]),
  ),
  ...['-1', '+5', '0x5', '5, 5', '99999999999999999999', '', ' ', 'five', '5\t'].map(
    (length) => (parts: RequestParts) =>
      Buffer.concat([head(parts, [`Content-Length: ${length}`]), parts.body]),
  ),
  (parts) => Buffer.concat([head(parts, ['Content-Length: 2', 'Content-Length: 3']), parts.body]),
  (parts) => Buffer.concat([head(parts, []), parts.body]),
  ...['gzip, chunked', 'chunked, chunked', 'xchunked', 'identity', ' chunked', 'chunked\v'].map(
    (coding) => (parts: RequestParts) =>
      Buffer.concat([head(parts, [`Transfer-Encoding: ${coding}`]), parts.body]),
  ),
  (parts) =>
    Buffer.concat([head(parts, ['Content-Length: 4', 'Transfer-Encoding: chunked']), parts.body]),
  ...['ffffffffffffffff', '-1', 'g', `1;${'e'.repeat(20_000)}`, '5\n', ''].map(
    (size) => (parts: RequestParts) =>
      Buffer.concat([
        head(parts, ['Transfer-Encoding: chunked']),
        latin1(size + CRLF),
        parts.body,
        latin1(`${CRLF}0${CRLF}Content-Length: 5${CRLF}${CRLF}`),
      ]),
  ),
  ...['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.1 ', 'HTTP/1.10', 'http/1.1', 'ICE/1.0', ''].map(
    (version) => (parts: RequestParts) => Buffer.concat([head(parts, [], version), parts.body]),
  ),
  ...[
    'X: a\nY: b',
    'X: a\r\n b',
    'X : a',
    ' X: a',
    'X',
    ': a',
    'X: \u0000',
    'X\u0000: a',
    'X: \r',
  ].map((line) => (parts: RequestParts) => Buffer.concat([head(parts, [line]), parts.body])),
  (parts) => latin1(head(parts, []).toString('latin1').replaceAll(CRLF, '\n')),
  (parts) =>
    head(
      parts,
      Array.from({ length: 3_000 }, (_, index) => `x${index}: y`),
    ),
  (parts) =>
    latin1(
      head(parts, [])
        .toString('latin1')
        .replace(/\r\nHost:[^\r]*/, ''),
    ),
];

const NOT_HTTP = [
  latin1('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from('16030100c8010000c40303', 'hex'),
  latin1('GET /rest/V1/modules\r\n'),
  latin1('\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n'),
  latin1('SSH-2.0-OpenSSH_9.2\r\n'),
  latin1('PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n'),
  latin1(' '),
];

/**
 * @param routes Those that are asked for, among others.
 * @param credentials What some of the requests carry.
 */
export function fuzzCases(
  routes: readonly KnownRoute[],
  credentials: Credentials,
): Arbitrary<FuzzCase> {
  const parts = requestParts(routes, credentials);
  const whole = (each: RequestParts, bytes: Buffer): FuzzCase => ({
    bytes,
    method: each.method,
    whole: true,
  });
  const torn = (bytes: Buffer): FuzzCase => ({ bytes, method: '', whole: false });
  return fc.oneof(
    { weight: 70, arbitrary: parts.map((each) => whole(each, withLength(each))) },
    {
      weight: 15,
      arbitrary: fc
        .tuple(parts, fc.constantFrom(1, 7, 100, 4_096))
        .map(([each, size]) =>
          whole(each, inChunks(each, Math.max(size, Math.ceil(each.body.length / 200)))),
        ),
    },
    {
      weight: 7,
      arbitrary: fc
        .tuple(parts, fc.constantFrom(...FRAMINGS))
        .map(([each, frame]) => torn(frame(each))),
    },
    {
      weight: 3,
      arbitrary: fc
        .array(parts, { minLength: 2, maxLength: 5 })
        .map((several) => torn(Buffer.concat(several.map(withLength)))),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(parts, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1 }))
        .map(([each, changes]) => {
          const bytes = Buffer.from(withLength(each));
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          return torn(bytes);
        }),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(parts, fc.nat()).map(([each, end]) => {
        const bytes = withLength(each);
        return torn(bytes.subarray(0, 1 + (end % bytes.length)));
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .oneof(
          fc.constantFrom(...NOT_HTTP),
          fc.uint8Array({ minLength: 1, maxLength: 300 }).map((array) => Buffer.from(array)),
        )
        .map(torn),
    },
  );
}

function requestParts(
  routes: readonly KnownRoute[],
  credentials: Credentials,
): Arbitrary<RequestParts> {
  const any = headers(credentials);
  return requestLine(routes).chain(({ method, target, example }) =>
    fc
      .tuple(any, example ? fc.oneof(likeExample(example), body) : body)
      .map(([given, content]) => ({
        method,
        target,
        headers: given.map(([name, value]): readonly [string, string] => [
          name,
          value === TO_BE_SIGNED ? credentials.sign(method, target) : value,
        ]),
        body: content,
      })),
  );
}
