import fc, { type Arbitrary } from 'fast-check';
import type { Credentials } from './credentials.js';
import { headerText, mostly, nasty } from './request-parts.js';

/** A value that stays on its line; the bytes in it may still be forbidden. */
const inHeader = (text: string): string => text.replaceAll(/[\r\n]/g, ' ');

const mediaType = fc.oneof(
  fc.constantFrom(
    ...['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8'],
    ...['application/xml', 'text/xml', 'application/xhtml+xml', 'application/json; charset=latin1'],
    ...['text/plain', 'text/html;', 'text/html; charset=', '_?', '*/*', 'application/*', 'text/*'],
    ...[
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/graphql',
    ],
    ...['application/octet-stream', 'application/json, application/xml', 'a/b;c="d', '/', ';', ','],
    ...['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json;q=0'],
    ...['*/*;q=1e9', '*/*;q=-1', '*/*;q=NaN', 'application/json;q=0.5;q=0.6', 'application/JSON'],
    ...['application/vnd.api+json', 'application/json\\', '"application/json"', '__proto__'],
  ),
  headerText(20),
  fc.nat({ max: 2_000 }).map((count) => Array(count).fill('a/b;q=0.1').join(',')),
);

/** Stands for the header of a signed request until the rest of the request is known. */
export const TO_BE_SIGNED = 'OAuth to be signed';

const authorization = ({ tokens }: Credentials): Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...tokens).map((token) => `Bearer ${token}`) },
    { weight: 2, arbitrary: fc.constant(TO_BE_SIGNED) },
    fc.constantFrom(
      ...['Bearer', 'Bearer ', 'Bearer null', 'Bearer undefined', 'Bearer Bearer', 'Bearer ..'],
      ...['Bearer eyJhbGciOiJub25lIn0.e30.', 'Bearer e30.e30.e30', 'Bearer a.b.c.d.e', 'bearer x'],
      ...[
        'Basic YWRtaW46YWRtaW4=',
        'Basic',
        'Basic !',
        'Digest username="a"',
        'Negotiate TlRMTQ==',
      ],
      ...['OAuth', 'OAuth oauth_consumer_key="a"', 'OAuth a', 'OAuth oauth_token="%zz",', ',', '='],
    ),
    headerText(60).map((text) => `Bearer ${text}`),
    headerText(60).map((text) => `OAuth oauth_consumer_key="${text}", oauth_signature="${text}"`),
    headerText(60),
    fc.nat({ max: 14_000 }).map((length) => `Bearer ${'a'.repeat(length)}`),
    fc
      .constantFrom(...tokens)
      .chain(changed)
      .map((text) => `Bearer ${text}`),
  );

/** A text of which one byte is another one, or one more, or gone. */
const changed = (text: string): Arbitrary<string> =>
  fc
    .tuple(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 255 }), fc.nat({ max: 2 }))
    .map(([at, byte, how]) => {
      const piece = how === 2 ? '' : String.fromCharCode(byte);
      return text.slice(0, at) + piece + text.slice(how === 0 ? at : at + 1);
    });

const cookie = ({ cookies }: Credentials): Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...cookies) },
    fc.constantFrom(...cookies).chain(changed),
    fc.constantFrom(...cookies).map((good) => `${good}; ${good}`),
    nasty,
    headerText(300),
  );

const otherHeader = (credentials: Credentials): Arbitrary<[string, string]> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('Accept', 'Accept-Language', 'Accept-Charset'), mediaType),
    fc.tuple(
      fc.constantFrom('X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'X-Forwarded-Host'),
      fc.oneof(
        fc.ipV4(),
        fc.ipV6(),
        nasty,
        headerText(30),
        fc.constant(Array(300).fill('::1').join(',')),
      ),
    ),
    fc.tuple(fc.constantFrom('X-Request-Id', 'User-Agent', 'Referer', 'Origin'), headerText(200)),
    fc.tuple(fc.constant('Cookie'), cookie(credentials)),
    fc.tuple(
      fc.constantFrom('Origin', 'Sec-Fetch-Site', 'Referer'),
      fc.constantFrom('null', 'http://127.0.0.1', 'cross-site', 'https://elsewhere.example', ''),
    ),
    fc.constantFrom<[string, string]>(
      ...([
        ['Content-Encoding', 'gzip'],
        ['Content-Encoding', 'br, identity'],
        ['Accept-Encoding', 'gzip;q=nonsense'],
        ['Expect', '100-continue'],
        ['Expect', 'nothing'],
        ['Upgrade', 'h2c'],
        ['Upgrade', 'websocket'],
        ['Connection', 'upgrade'],
        ['Connection', 'close'],
        ['Connection', 'content-length, host'],
        ['Host', 'elsewhere'],
        ['Host', ''],
        ['Range', 'bytes=0-0,1-1'],
        ['If-None-Match', '*'],
        ['X-HTTP-Method-Override', 'DELETE'],
        ['__proto__', 'x'],
        ['constructor', 'x'],
        ['X-ReCaptcha', 'x'],
      ] satisfies [string, string][]),
    ),
    fc.tuple(
      fc.constantFrom('X-Long', 'A'.repeat(2_000)),
      fc.nat({ max: 17_000 }).map((n) => 'l'.repeat(n)),
    ),
  );

export const headers = (credentials: Credentials): Arbitrary<(readonly [string, string])[]> =>
  fc
    .tuple(
      fc.option(
        mostly(fc.constantFrom('application/json', 'application/json', 'text/xml'), mediaType),
        { freq: 9 },
      ),
      fc.option(mostly(fc.constantFrom('*/*', 'application/xml'), mediaType), { freq: 2 }),
      fc.array(authorization(credentials), { maxLength: 1 }),
      mostly(fc.constant<string[]>([]), fc.array(authorization(credentials), { maxLength: 2 })),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant<[string, string][]>([]) },
        fc.array(otherHeader(credentials), { maxLength: 5 }),
      ),
    )
    .map(([type, accept, bearer, more, others]) =>
      [
        ...(type === null ? [] : [['Content-Type', type] as const]),
        ...(accept === null ? [] : [['Accept', accept] as const]),
        ...[...bearer, ...more].map((value) => ['Authorization', value] as const),
        ...others,
      ].map(([name, value]) => [name, inHeader(value)] as const),
    );
