/** What is kept on a raw request whose address says more than a route. */
export const REST_ADDRESS = Symbol('rest address');

export interface RestAddress {
  /** Code of the store view that is addressed, if one is named. */
  readonly storeCode?: string;
  /** The method is none of this surface's. */
  readonly methodRefused: boolean;
  /** What follows `/rest` is not `/V<digits>`. */
  readonly pathRefused: boolean;
}

/** The part of `IncomingMessage` that is looked at. */
export interface RawRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  [REST_ADDRESS]?: RestAddress;
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** A version, or a store code and a version; the code is taken out. */
const SURFACE = /^(?:((?!V\d)[^/]+)(?=\/V\d))?(?:^|\/)V\d/;

/**
 * Turns every form of address into the one that routes are written in: `/rest/{code}/V1/x/`,
 * `/index.php/rest/V1/x` and `http://host/rest/V1/x` all become `/rest/V1/x`. What a route cannot
 * tell is left on the request, under {@link REST_ADDRESS}; an ordinary address leaves nothing, and
 * costs two comparisons.
 *
 * @returns The URL to find the route by, query included.
 */
export function rewriteRestUrl(request: RawRequest): string {
  const url = request.url ?? '/';
  const method = request.method ?? '';
  const queryAt = url.indexOf('?');
  const end = queryAt < 0 ? url.length : queryAt;
  if (isPlain(url, end) && (method === 'GET' || METHODS.has(method))) return url;
  const rest = restOf(url.slice(0, end));
  if (rest === undefined) return url;
  const [, storeCode] = SURFACE.exec(rest) ?? [];
  const path = storeCode === undefined ? rest : rest.slice(storeCode.length + 1);
  request[REST_ADDRESS] = {
    ...(storeCode !== undefined && { storeCode }),
    methodRefused: !METHODS.has(method),
    pathRefused: !/^V\d/.test(path),
  };
  return `/rest/${withoutSlashes(path)}${url.slice(end)}`;
}

/** By hand: a pattern for the end of a text tries every slash of a long row anew. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === SLASH) end -= 1;
  return path.slice(0, end);
}

/** `/rest/V<digit>...` without a slash at the end: routes are found by it as it is. */
function isPlain(url: string, end: number): boolean {
  if (!url.startsWith('/rest/V') || url.charCodeAt(end - 1) === SLASH) return false;
  const version = url.charCodeAt(7);
  return version >= ZERO && version <= NINE;
}

const SLASH = 47;
const ZERO = 48;
const NINE = 57;

/**
 * @returns What follows `/rest/`; `undefined` for an address outside this surface. A prefix, such as
 *   `/index.php`, must be followed by this surface, lest `/x/rest` of somebody else be taken.
 */
function restOf(path: string): string | undefined {
  const local = path.startsWith('/') ? path : path.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '');
  if (local === '/rest') return '';
  if (local.startsWith('/rest/')) return local.slice(6);
  const at = local.indexOf('/rest/');
  if (at < 0) return undefined;
  const rest = local.slice(at + 6);
  return SURFACE.test(rest) ? rest : undefined;
}

/**
 * @param url A request's URL, after {@link rewriteRestUrl} where that is in place.
 * @returns Whether this surface's rules hold for it.
 */
export const isRestUrl = (url: string | undefined): boolean =>
  url !== undefined && /^\/rest(?:[/?]|$)/.test(url);
