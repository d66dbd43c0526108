import fc, { type Arbitrary } from 'fast-check';
import type { KnownRoute } from './known-routes.js';
import { headerText, mostly, nasty } from './request-parts.js';

const route = (method: string, path: string): KnownRoute => ({ method, path });

/** What is asked for more often than others, what lies beside them, and what Magento has. */
const OPERATIONS: readonly KnownRoute[] = [
  ...Array<KnownRoute>(4).fill(route('POST', '/rest/V1/integration/admin/token')),
  ...Array<KnownRoute>(4).fill(route('POST', '/rest/V1/integration/customer/token')),
  ...Array<KnownRoute>(2).fill(route('GET', '/rest/V1/modules')),
  route('DELETE', '/rest/V1/customers/2'),
  route('GET', '/rest/V1/customers/999999999999999999999'),
  route('POST', '/rest/V1/tfa/provider/google/authenticate'),
  route('GET', '/rest/V1/products'),
  route('GET', '/rest/schema'),
  ...['request', 'access'].flatMap((step) =>
    ['GET', 'POST', 'PUT'].map((method) => route(method, `/oauth/token/${step}`)),
  ),
];

const OTHER_PATHS = [
  ...['/', '/openapi.json', '/docs', '/docs/', '/docs/x', '/favicon.ico', '/robots.txt'],
  ...['/health', '/health/live', '/health/ready', '/metrics', '/.env', '/etc/modules.json'],
  ...[
    '/auth',
    '/auth/x',
    '/oauth/token',
    '/oauth/token/request',
    '/oauth/token/access',
    '/account',
  ],
  ...['/account/', '/account/two-factor', '/account/assets/x', '/soap/default?wsdl', '/graphql'],
];

/** What does not end the request line. */
const inLine = (text: string): string => text.replaceAll(/[\r\n ]/g, '%20');

/** What may stand in a request line: anything else is refused before the service sees it. */
const inTarget = (text: string): string => text.replaceAll(/[^!-~]/g, percent);

const storeCode = mostly(
  fc.constantFrom('', '/default', '/all'),
  fc.oneof(
    nasty.map((code) => `/${code}`),
    fc.nat({ max: 12_000 }).map((length) => `/${'s'.repeat(length)}`),
    headerText(8).map((code) => `/${code}`),
  ),
);

const knownCall = (routes: readonly KnownRoute[]): Arbitrary<KnownRoute> =>
  fc
    .tuple(
      mostly(
        fc.constantFrom('/rest', '/rest', '/index.php/rest'),
        fc.constantFrom('/rest/', '', '/REST'),
      ),
      storeCode,
      fc.constantFrom(...OPERATIONS, ...routes),
      mostly(fc.constant(''), fc.constantFrom('/', '//', '/x')),
    )
    .map(([prefix, store, call, end]) => {
      const rest = call.path.startsWith('/rest/');
      const path = rest ? prefix + store + call.path.slice(5) + end : call.path + end;
      return { ...call, path };
    });

const changedCall = (calls: Arbitrary<KnownRoute>): Arbitrary<KnownRoute> =>
  fc
    .tuple(calls, nasty, fc.nat(), fc.constantFrom('insert', 'replace', 'cut', 'encode', 'double'))
    .map(([{ path, ...call }, piece, at, how]) => {
      const segments = path.split('/');
      const index = at % segments.length;
      if (how === 'insert') segments.splice(index, 0, piece);
      else if (how === 'replace') segments[index] = piece;
      else if (how === 'cut') segments.splice(index, 1);
      else if (how === 'double') segments.splice(index, 0, ...segments);
      else segments[index] = segments[index]!.replaceAll(/./gs, percent);
      return { ...call, path: segments.join('/') };
    });

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

const anyMethod = mostly(
  fc.constantFrom('GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE'),
  fc.constantFrom(
    ...['HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'PROPFIND', 'SEARCH', 'PURGE', 'MKCOL'],
    ...['QUERY', 'LINK', 'M-SEARCH', 'SOURCE', 'LOCK', 'get', 'Post', 'GE', 'FOO', 'G'.repeat(300)],
  ),
);

const anyPath = fc.oneof(
  fc.constantFrom(...OTHER_PATHS),
  fc.constantFrom(...OTHER_PATHS),
  headerText(40).map((text) => `/${text}`),
  fc.constantFrom(
    ...['*', 'rest/V1/modules', 'http://elsewhere/rest/V1/modules', '//elsewhere/rest/V1/modules'],
    ...['http://', 'elsewhere:443', '/rest/V1/modules#x', '?', '#', 'javascript:alert(1)'],
  ),
);

function anyCall(routes: readonly KnownRoute[]): Arbitrary<KnownRoute> {
  const calls = knownCall(routes);
  return fc.oneof(
    { weight: 20, arbitrary: calls },
    { weight: 4, arbitrary: changedCall(calls) },
    { weight: 2, arbitrary: fc.record({ method: anyMethod, path: anyPath }) },
    {
      weight: 2,
      arbitrary: fc.tuple(calls, anyMethod).map(([call, method]) => ({ ...call, method })),
    },
  );
}

const queryPart = fc.oneof(
  nasty,
  headerText(12),
  fc.constantFrom('username', 'password', 'access_token', 'searchCriteria', 'customerId', 'id'),
  fc.constantFrom(
    'searchCriteria[filter_groups][0][filters][0][field]',
    'a[b][c][]',
    '[',
    ']',
    '[]',
  ),
  fc.constantFrom(
    'storeCodes[]',
    'fields',
    'currentPage',
    'pageSize',
    'limit',
    'before',
    'from',
    'action',
    'tfat',
  ),
  fc.nat({ max: 400 }).map((depth) => `a${'[b]'.repeat(depth)}`),
  mostly(
    nasty,
    fc.nat({ max: 9_000 }).map((length) => 'q'.repeat(length)),
  ),
);

const query = fc
  .array(fc.tuple(queryPart, fc.constantFrom('=', '=', '==', ''), queryPart), { maxLength: 4 })
  .map((pairs) => pairs.map((pair) => pair.join('')).join('&'))
  .map((text) => (text === '' ? '' : `?${text}`));

interface RequestLine {
  readonly method: string;
  readonly target: string;
  /** A body that would do. */
  readonly example?: object;
}

/** Method and target of a request. */
export const requestLine = (routes: readonly KnownRoute[]): Arbitrary<RequestLine> =>
  fc
    .tuple(
      anyCall(routes),
      fc.oneof({ weight: 3, arbitrary: fc.constant('') }, query),
      mostly(fc.constant(inTarget), fc.constant(inLine)),
    )
    .map(([{ path, ...call }, what, written]) => ({ ...call, target: written(path + what) }));
