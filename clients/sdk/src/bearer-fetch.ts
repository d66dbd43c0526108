import { abortable } from './abortable.js';
import { canBeSentAgain, tokenIsSuspected, type BearerSource } from './bearer-source.js';
import type { Fetch } from './service-caller.js';

/**
 * `fetch` with a token, sent again once with another one when the first is refused. Requests that
 * bring an `Authorization` of their own, or go elsewhere, are passed on untouched.
 *
 * @param address Absolute, or a path below the base.
 */
export async function fetchWithBearer(
  source: BearerSource,
  fetch: Fetch,
  address: string | URL,
  init: RequestInit = {},
): Promise<Response> {
  const url = source.base.resolve(address);
  if (!source.base.covers(url) || new Headers(init.headers).has('Authorization'))
    return fetch(url, init);
  const bearer = await abortable(source.bearer(), init.signal);
  if (!bearer) return fetch(url, init);
  const answer = await fetch(url, withToken(init, bearer.token));
  if (!tokenIsSuspected(answer.status, answer.headers.get('WWW-Authenticate'))) return answer;
  const other = await abortable(source.replacementFor(bearer), init.signal);
  if (!other || !canBeSentAgain(init.body)) return answer;
  await answer.body?.cancel();
  return fetch(url, withToken(init, other.token));
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token}`);
  return { ...init, headers };
}
