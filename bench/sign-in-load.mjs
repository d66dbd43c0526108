import { rawLoad } from './raw-load.mjs';

/**
 * Keeps a server busy with one and the same sign-in.
 *
 * @param {string} url
 * @param {object} options
 * @param {string} options.path
 * @param {string} options.body JSON.
 * @param {number} options.seconds
 * @param {number} options.connections
 * @returns {Promise<number>} Good answers per second.
 */
export async function signInLoad(url, { path, body, seconds, connections }) {
  const request = Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  const speakers = Array.from({ length: connections }, () => ({ next: () => request }));
  return (await rawLoad(url, { seconds, speakers })).perSecond;
}
