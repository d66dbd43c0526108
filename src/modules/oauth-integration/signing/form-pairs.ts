import { OauthParametersError } from '../oauth-errors.js';
import { percentDecode } from './percent-encoding.js';

/** A parameter, decoded. */
export type Pair = readonly [name: string, value: string];

/** More is no request of an ERP's, and sorting them is work that strangers could order. */
const MOST = 1_000;

/**
 * Reads a query or a form body as RFC 5849, section 3.4.1.3.1, has it: `+` is a space, a name
 * without `=` has an empty value. Magento leaves pairs without exactly one `=` out of the signature;
 * here everything that is sent is signed, lest something be added on the way.
 *
 * @throws {OauthParametersError}
 */
export function formPairs(text: string): Pair[] {
  if (text === '') return [];
  const parts = text.split('&').filter((part) => part !== '');
  if (parts.length > MOST) throw OauthParametersError.tooMany();
  return parts.map((part) => {
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at);
    return [decoded(name), at < 0 ? '' : decoded(part.slice(at + 1))];
  });
}

const decoded = (text: string): string => percentDecode(text.replaceAll('+', ' '));
