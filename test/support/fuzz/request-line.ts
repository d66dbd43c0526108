import fc, { type Arbitrary } from 'fast-check';
import { headerText, mostly, nasty } from './request-parts.js';

/** What the service can be asked for, and what Magento has beside it. */
const OPERATIONS = [
  'POST /V1/integration/admin/token',
  'POST /V1/integration/admin/token',
  'POST /V1/integration/customer/token',
  'POST /V1/integration/customer/token',
  'POST /V1/integration/customer/revoke-customer-token',
  'GET /V1/modules',
  'GET /V1/customers/me',
  'PUT /V1/customers/me',
  'PUT /V1/customers/me/password',
  'GET /V1/customers/1',
  'DELETE /V1/customers/2',
  'GET /V1/customers/999999999999999999999',
  'GET /V1/store/storeConfigs',
  'GET /V1/store/storeViews',
  'GET /V1/store/storeGroups',
  'GET /V1/store/websites',
  'GET /V1/audit',
  'POST /V1/tfa/provider/google/authenticate',
  'GET /V1/products',
  'GET /schema',
] as const;

const OTHER_PATHS = [
  ...['/', '/openapi.json', '/docs', '/docs/', '/docs/x', '/favicon.ico', '/robots.txt'],
  ...['/health', '/health/live', '/health/ready', '/metrics', '/.env', '/etc/modules.json'],
  ...['/auth/login', '/auth/refresh-token', '/auth/sessions', '/oauth/token/request'],
  ...['/oauth/token/access', '/account', '/account/', '/soap/default?wsdl', '/graphql'],
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

interface Call {
  readonly method: string;
  readonly path: string;
}

const restCall: Arbitrary<Call> = fc
  .tuple(
    mostly(
      fc.constantFrom('/rest', '/rest', '/index.php/rest'),
      fc.constantFrom('/rest/', '', '/REST'),
    ),
    storeCode,
    fc.constantFrom(...OPERATIONS),
    mostly(fc.constant(''), fc.constantFrom('/', '//', '/x')),
  )
  .map(([prefix, store, operation, end]) => {
    const [method = '', route = ''] = operation.split(' ');
    return { method, path: prefix + store + route + end };
  });

const changedCall: Arbitrary<Call> = fc
  .tuple(restCall, nasty, fc.nat(), fc.constantFrom('insert', 'replace', 'cut', 'encode', 'double'))
  .map(([{ method, path }, piece, at, how]) => {
    const segments = path.split('/');
    const index = at % segments.length;
    if (how === 'insert') segments.splice(index, 0, piece);
    else if (how === 'replace') segments[index] = piece;
    else if (how === 'cut') segments.splice(index, 1);
    else if (how === 'double') segments.splice(index, 0, ...segments);
    else segments[index] = segments[index]!.replaceAll(/./gs, percent);
    return { method, path: segments.join('/') };
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

const anyCall = fc.oneof(
  { weight: 20, arbitrary: restCall },
  { weight: 4, arbitrary: changedCall },
  { weight: 2, arbitrary: fc.record({ method: anyMethod, path: anyPath }) },
  {
    weight: 2,
    arbitrary: fc.tuple(restCall, anyMethod).map(([call, method]) => ({ ...call, method })),
  },
);

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
  fc.constantFrom('storeCodes[]', 'fields', 'currentPage', 'pageSize', 'limit', 'from'),
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

/** Method and target of a request. */
export const requestLine: Arbitrary<{ readonly method: string; readonly target: string }> = fc
  .tuple(
    anyCall,
    fc.oneof({ weight: 3, arbitrary: fc.constant('') }, query),
    mostly(fc.constant(inTarget), fc.constant(inLine)),
  )
  .map(([{ method, path }, what, written]) => ({ method, target: written(path + what) }));
