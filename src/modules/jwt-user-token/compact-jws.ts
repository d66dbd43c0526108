import { isUtf8 } from 'node:buffer';
import { MAX_TOKEN_LENGTH, UnreadableTokenError } from '../../contract/index.js';

const SHAPE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** By the number of characters modulo 4: last characters whose unused bits are zero. */
const CANONICAL_ENDS = [undefined, '', 'AQgw', 'AEIMQUYcgkosw048'];

/**
 * Header parameters that change what a token is or where its key comes from. None is ever written
 * by this service; libraries have been led astray by each (RFC 8725).
 */
export const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'crit',
  'b64',
  'zip',
  'cty',
  'typ',
  'enc',
  'jwk',
  'jku',
  'x5u',
  'x5c',
  'x5t',
  'x5t#S256',
]);

/** The part of a protected header that counts. */
export interface JwsHeader {
  readonly kid: string;
  readonly alg: string;
}

/**
 * The strict check in front of every JOSE library: three parts of base64url, each in its one
 * canonical spelling, at most 4,096 characters. Libraries forgive white space, padding and unused
 * bits, so that one token would have many texts (docs/adr/0005).
 */
export const isCompactJws = (text: string): boolean =>
  text.length <= MAX_TOKEN_LENGTH && SHAPE.test(text) && text.split('.').every(isCanonical);

/**
 * The same for a JWT, whose payload is JSON and therefore UTF-8 (RFC 7519, section 7.2): decoders
 * that put U+FFFD for what is not would make one claim of many payloads.
 */
export const isCompactJwt = (text: string): boolean =>
  isCompactJws(text) && isUtf8(Buffer.from(text.split('.', 2)[1]!, 'base64url'));

function isCanonical(part: string): boolean {
  return CANONICAL_ENDS[part.length % 4]?.includes(part.at(-1)!) ?? true;
}

/**
 * Reads a protected header.
 *
 * @param encoded The part before the first dot.
 * @throws {UnreadableTokenError} When it is not JSON in UTF-8, or an object with texts for `kid`
 *   and `alg`, or holds a forbidden parameter.
 */
export function parseHeader(encoded: string): JwsHeader {
  const header = decodeObject(encoded);
  const { kid, alg } = header;
  if (typeof kid !== 'string' || typeof alg !== 'string') throw new UnreadableTokenError();
  if (Object.keys(header).some((name) => FORBIDDEN_HEADERS.has(name)))
    throw new UnreadableTokenError();
  return { kid, alg };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeObject(encoded: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(utf8.decode(Buffer.from(encoded, 'base64url')));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (cause) {
    throw new UnreadableTokenError({ cause });
  }
  throw new UnreadableTokenError();
}
