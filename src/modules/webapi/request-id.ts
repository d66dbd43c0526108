import { randomUUID } from 'node:crypto';
import type { RequestHeaders } from './bearer-credentials.js';

const ACCEPTABLE = /^[\w.-]{1,64}$/;

/**
 * The name of a request in the log and in `X-Request-Id`: the caller's own if it is harmless (a
 * longer or stranger one could forge log lines), else a random one.
 */
export function requestId({ headers }: RequestHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
}
