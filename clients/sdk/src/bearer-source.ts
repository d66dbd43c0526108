import type { BaseUrl } from './base-url.js';

/** A token to send, and which sign-in it belongs to. */
export interface Bearer {
  readonly token: string;
  /** Changes when somebody signs in or out: one user's request is never repeated as another's. */
  readonly era: number;
}

/** What hands out tokens to a transport: a session of a browser, or the sign-in of a program. */
export interface BearerSource {
  readonly base: BaseUrl;
  /** @returns A token that is good for a while; nothing, if nobody is signed in. */
  bearer(): Promise<Bearer | undefined>;
  /**
   * Finds another token after a 401: one that is there already, or one for which the service is
   * asked once, however many requests ask this.
   *
   * @returns Nothing, if another token would be refused like this one.
   */
  replacementFor(refused: Bearer): Promise<Bearer | undefined>;
}

/**
 * Tells a refused token from a refused request. Both are 401 here; the challenge says which
 * (RFC 6750, section 3), where there is one and the page may read it. Without one, the token is
 * suspected.
 */
export function tokenIsSuspected(status: number, challenge: unknown): boolean {
  if (status !== 401) return false;
  const isBearer = typeof challenge === 'string' && /^bearer\b/i.test(challenge);
  return !isBearer || /\berror="?invalid_token\b/i.test(challenge);
}

/** @returns Whether a body can be sent again: not a stream, which is read once. */
export const canBeSentAgain = (body: unknown): boolean =>
  typeof body !== 'object' ||
  body === null ||
  !('getReader' in body || 'pipe' in body || Symbol.asyncIterator in body) ||
  (typeof Blob !== 'undefined' && body instanceof Blob);
