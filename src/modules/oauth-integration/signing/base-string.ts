import type { Pair } from './form-pairs.js';
import type { ParameterOrder } from './parameter-order.js';
import { percentEncode } from './percent-encoding.js';

/** What of a request is signed. */
export interface SignedParts {
  readonly method: string;
  /** See {@link baseStringUri}. */
  readonly uri: string;
  /** Of header, query and form body; without `realm` and `oauth_signature`. */
  readonly parameters: readonly Pair[];
}

const DEFAULT_PORT = /^(http:\/\/.*):80$|^(https:\/\/.*):443$/;

/**
 * RFC 5849, section 3.4.1.2.
 *
 * @param origin Scheme and host, with a port where there is one.
 * @param target Path and query as they were requested.
 */
export function baseStringUri(origin: string, target: string): string {
  const host = origin.toLowerCase().replace(DEFAULT_PORT, '$1$2');
  const path = target.split(/[?#]/, 1)[0]!;
  return `${host}${path === '' ? '/' : path}`;
}

/** RFC 5849, section 3.4.1.1. */
export function signatureBaseString(parts: SignedParts, order: ParameterOrder): string {
  const normalized = parts.parameters
    .map(([name, value]): Pair => [percentEncode(name), percentEncode(value)])
    .toSorted(order)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const method = parts.method.toUpperCase();
  return `${percentEncode(method)}&${percentEncode(parts.uri)}&${percentEncode(normalized)}`;
}
