import { OauthParametersError } from '../oauth-errors.js';

/** Percent encoding as RFC 5849, section 3.6, has it: everything but letters, digits and `-._~`. */
export const percentEncode = (text: string): string =>
  // Names, keys and nonces, mostly: nothing to encode.
  UNRESERVED.test(text) ? text : encodeURIComponent(text).replace(/[!'()*]/g, escape);

const UNRESERVED = /^[\w.~-]*$/;

const escape = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** @throws {OauthParametersError} For escapes that are none, and bytes that are no UTF-8. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw OauthParametersError.unreadable();
  }
}
