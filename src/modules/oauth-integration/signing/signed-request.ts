import { CONTENT_TYPE } from '../../webapi/index.js';
import { OauthParametersError } from '../oauth-errors.js';
import { authorizationParameters } from './authorization-parameters.js';
import { baseStringUri, type SignedParts } from './base-string.js';
import { formPairs, type Pair } from './form-pairs.js';
import { requestTarget, type OriginatedRequest } from './request-origin.js';

/** A request that says it is signed. */
export interface SignedRequest {
  /** What the header says, each name once. */
  readonly protocol: ReadonlyMap<string, string>;
  readonly parts: SignedParts;
  /** As it was sent; absent where another application's parser has it already. */
  readonly body?: Buffer;
}

/** Parameters that decide over the request: in the header, or nowhere. */
const RESERVED =
  /^oauth_(?:consumer_key|signature|signature_method|nonce|timestamp|version|token|verifier)$/;

/**
 * @returns `undefined` for a request without `Authorization: OAuth`: whatever its query and body
 *   say, it is not signed.
 * @throws {OauthParametersError} Where two readers might see two requests.
 */
export function signedRequest(
  request: OriginatedRequest,
  publicBaseUrl: string | undefined,
): SignedRequest | undefined {
  const header = authorizationParameters(request.headers.authorization);
  if (!header) return undefined;
  const { origin, target } = requestTarget(request, publicBaseUrl);
  // No target has a fragment (RFC 9112, section 3.2); the router takes one for a query.
  if (target.includes('#')) throw OauthParametersError.unreadable();
  const queryAt = target.indexOf('?');
  const query = queryAt < 0 ? [] : formPairs(target.slice(queryAt + 1));
  const others = [...query, ...formBody(request)];
  const protocol = new Map(header);
  const twice =
    repeated(header) ?? others.find(([name]) => RESERVED.test(name) || protocol.has(name))?.[0];
  if (twice !== undefined) throw OauthParametersError.repeated(twice);
  const signed = header.filter(([name]) => name !== 'oauth_signature');
  return {
    protocol,
    parts: {
      method: request.method,
      uri: baseStringUri(origin, target),
      parameters: [...signed, ...others],
    },
    ...sentBody(request),
  };
}

/** Where nothing was sent, a body hash is that of nothing: a body may have been taken away. */
function sentBody({ body, headers }: OriginatedRequest): Pick<SignedRequest, 'body'> {
  if (Buffer.isBuffer(body)) return { body };
  const isThere =
    (body !== undefined && body !== null) ||
    headers['transfer-encoding'] !== undefined ||
    Number(headers['content-length'] ?? 0) !== 0;
  return isThere ? {} : { body: Buffer.alloc(0) };
}

function repeated(header: readonly Pair[]): string | undefined {
  const names = header.map(([name]) => name);
  return names.find((name, index) => names.indexOf(name) < index);
}

function formBody({ body, headers, raw }: OriginatedRequest): Pair[] {
  const type = raw?.[CONTENT_TYPE] ?? headers['content-type'];
  if (!/^application\/x-www-form-urlencoded/i.test(String(type ?? ''))) return [];
  if (Buffer.isBuffer(body)) return formPairs(body.toString('latin1'));
  return typeof body === 'object' && body !== null ? parsedPairs(body) : [];
}

/** What an embedding application's parser has made of a form; nested fields are nobody's to guess. */
const parsedPairs = (body: object): Pair[] =>
  Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value]).map((each): Pair => [name, String(each)]),
  );
