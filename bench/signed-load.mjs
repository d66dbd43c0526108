import { createHmac, randomBytes } from 'node:crypto';
import { rawLoad } from './raw-load.mjs';

const PATH = '/rest/V1/modules';
const CONNECTIONS = 16;

/**
 * Makes requests that are each signed by OAuth 1.0a (RFC 5849) with HMAC-SHA256 and a nonce of their
 * own: before the measurement, since a client's signing is not what is measured.
 *
 * @param {string} url
 * @param {object} credentials As `integration:create --json` prints them.
 * @param {number} count
 * @returns {string[]}
 */
export function signedRequests(url, credentials, count) {
  const key = `${credentials.consumerSecret}&${credentials.accessTokenSecret}`;
  const start = `GET&${encodeURIComponent(url + PATH)}&`;
  const timestamp = Math.floor(Date.now() / 1_000);
  return Array.from({ length: count }, () => {
    const parameters = {
      oauth_consumer_key: credentials.consumerKey,
      oauth_nonce: randomBytes(16).toString('hex'),
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: String(timestamp),
      oauth_token: credentials.accessToken,
      oauth_version: '1.0',
    };
    const text = Object.entries(parameters).map((pair) => pair.join('='));
    const base = start + encodeURIComponent(text.join('&'));
    const signature = createHmac('sha256', key).update(base).digest('base64');
    const quoted = Object.entries({ ...parameters, oauth_signature: encodeURIComponent(signature) })
      .map(([name, value]) => `${name}="${value}"`)
      .join(', ');
    return requestWith(url, `OAuth ${quoted}`);
  });
}

/** The same request with nothing to prove but a bearer token. */
export const bearerRequest = (url, { accessToken }) => requestWith(url, `Bearer ${accessToken}`);

const requestWith = (url, authorization) =>
  `GET ${PATH} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nAuthorization: ${authorization}\r\n\r\n`;

/**
 * @param {string} url
 * @param {() => string} next
 * @param {number} seconds
 */
export const getLoad = (url, next, seconds) =>
  rawLoad(url, { seconds, speakers: Array.from({ length: CONNECTIONS }, () => ({ next })) });
