import { MAX_TOKEN_LENGTH } from '../../contract/index.js';

/** The part of a request that is looked at, the same under Fastify and Express. */
export interface RequestHeaders {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Reads `Authorization: Bearer <token>` as Magento does: exactly two pieces around one space, the
 * scheme in any case. A token anywhere else (query, body, cookie) does not exist.
 *
 * @returns The token; `undefined` when there is no such header or the token is too long to be one.
 */
export function bearerToken({ headers: { authorization } }: RequestHeaders): string | undefined {
  if (typeof authorization !== 'string') return undefined;
  if (authorization.length > MAX_TOKEN_LENGTH + 7 || authorization[6] !== ' ') return undefined;
  if (authorization.slice(0, 6).toLowerCase() !== 'bearer') return undefined;
  const token = authorization.slice(7);
  return token === '' || token.includes(' ') ? undefined : token;
}

/** @returns Whether a bearer token was meant, however malformed. */
export const triesBearer = ({ headers: { authorization } }: RequestHeaders): boolean =>
  typeof authorization === 'string' && /^bearer/i.test(authorization);
