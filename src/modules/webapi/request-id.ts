import { randomBytes } from 'node:crypto';
import type { RequestHeaders } from './bearer-credentials.js';

const PREFIX = `${randomBytes(8).toString('hex')}-`;
let count = 0;

const ACCEPTABLE = /^[\w.-]{1,64}$/;

/**
 * The name of a request in the log and in `X-Request-Id`: the caller's own if it is harmless (a
 * longer or stranger one could forge log lines), else one of this process's: drawn at start and
 * counted on, since a random one for each request is paid by all and read for few.
 */
export function requestId({ headers }: RequestHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : `${PREFIX}${(count += 1)}`;
}
