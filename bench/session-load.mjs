import { connect } from 'node:net';

const SESSIONS = 64;
/** Requests under way at a time; each session is in one of them at most. */
const CONNECTIONS = 16;

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
 * Rotates as fast as it goes. Speaks HTTP by hand: a client of Node's own costs more than what is
 * to be measured, on the same two cores.
 *
 * @param {string[]} cookies Replaced as they are rotated.
 * @returns {Promise<number>} Rotations per second.
 */
export async function rotate(url, cookies, seconds) {
  const since = performance.now();
  const end = since + seconds * 1_000;
  const work = (connection) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname).setEncoding('latin1').setNoDelay();
      let count = 0;
      let session = connection;
      const next = () => {
        if (performance.now() > end) return void socket.end(() => resolve(count));
        session = (session + CONNECTIONS) % cookies.length;
        socket.write(
          `POST /auth/refresh-token HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUser-Agent: bench\r\n` +
            `Cookie: refresh-token=${cookies[session]}\r\nContent-Length: 0\r\n\r\n`,
        );
      };
      let answer = '';
      socket.on('data', (text) => {
        answer += text;
        if (!answer.endsWith('}')) return;
        const [, cookie] = /^set-cookie: [^=]+=([^;]+)/im.exec(answer) ?? [];
        if (!answer.startsWith('HTTP/1.1 200') || !cookie)
          return void socket.destroy(new Error(`refresh: ${answer}`));
        answer = '';
        cookies[session] = cookie;
        count += 1;
        next();
      });
      socket.once('error', reject).once('connect', next);
    });
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => work(index)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (total * 1_000) / (performance.now() - since);
}

const cookieOf = (header) => /^[^=]+=([^;]+)/.exec(header)[1];
