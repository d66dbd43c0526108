import { rawLoad } from './raw-load.mjs';

const SESSIONS = 256;
/**
 * Requests under way at a time; each session is in one of them at most. Enough to find out what can be
 * done: with 16, a quarter of two cores waited while statements were on their way to MariaDB and back.
 */
const CONNECTIONS = 64;

/**
 * Signs one administrator in on many devices.
 *
 * @returns {Promise<string[]>} One refresh cookie each.
 */
export async function signIn(url, password) {
  const cookies = [];
  for (let device = 0; device < SESSIONS; device += 1) {
    const response = await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `bench ${device}` },
      body: JSON.stringify({ username: 'admin', password }),
    });
    if (response.status !== 200) throw new Error(`sign-in: ${response.status}`);
    cookies.push(cookieOf(response.headers.getSetCookie()[0]));
  }
  return cookies;
}

/**
 * Rotates as fast as it goes.
 *
 * @param {string[]} cookies Replaced as they are rotated.
 * @returns {Promise<{ perSecond: number, p99: number }>} Rotations; see `rawLoad`.
 */
export function rotate(url, cookies, seconds) {
  const { host } = new URL(url);
  const speaker = (connection) => {
    let session = connection;
    return {
      next: () => {
        session = (session + CONNECTIONS) % cookies.length;
        return (
          `POST /auth/refresh-token HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: bench\r\n` +
          `Cookie: refresh-token=${cookies[session]}\r\nContent-Length: 0\r\n\r\n`
        );
      },
      answered: (text) => {
        cookies[session] = cookieOf(/^set-cookie: (.+)/im.exec(text)[1]);
      },
    };
  };
  const speakers = Array.from({ length: CONNECTIONS }, (_, index) => speaker(index));
  return rawLoad(url, { seconds, speakers });
}

/** The same requests to a server that does nothing but the update; see `bare-rotation.mjs`. */
export function updateBehindHttp(url, seconds) {
  const { host } = new URL(url);
  const request = `POST /auth/refresh-token HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\n\r\n`;
  const speakers = Array.from({ length: CONNECTIONS }, () => ({ next: () => request }));
  return rawLoad(url, { seconds, speakers });
}

const cookieOf = (header) => /^[^=]+=([^;]+)/.exec(header)[1];
