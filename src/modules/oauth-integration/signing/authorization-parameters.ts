import type { Pair } from './form-pairs.js';
import { percentDecode } from './percent-encoding.js';

/** Names and values of the protocol; `realm` and whatever else stands there is not signed. */
const PARAMETER = /(?<![\w-])(oauth_[a-z_-]+)=(?:"([^"]*)"|([^\s,"]*))/g;

/**
 * Reads `Authorization: OAuth ...` as Magento does: the scheme in any case and anywhere in the
 * header, so that `Basic ..., OAuth ...` is read, too.
 *
 * @returns `undefined` for a header without it: such a request is not signed.
 * @throws {OauthParametersError}
 */
export function authorizationParameters(header: unknown): Pair[] | undefined {
  if (typeof header !== 'string') return undefined;
  const at = header.toLowerCase().indexOf('oauth ');
  if (at < 0) return undefined;
  return [...header.slice(at + 6).matchAll(PARAMETER)].map(([, name, quoted, bare]) => [
    name!,
    percentDecode(quoted ?? bare ?? ''),
  ]);
}
