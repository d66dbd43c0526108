import { connect } from 'node:net';

const TICK_MS = 1;

/**
 * Sends a server the same number of requests every millisecond, whatever it can do. A server
 * that is kept busy finds several requests at each look, sends several answers to a client that is
 * awake anyway, and seems to need less for each. One that cannot keep up is kept busy.
 *
 * @param {string} url
 * @param {object} options
 * @param {number} options.seconds
 * @param {number} options.perSecond
 * @param {number} options.connections
 * @param {readonly string[]} options.requests Whole, as text; sent in turn. The answers are small.
 * @throws {Error} At the first answer that is not a 200.
 */
export async function pacedLoad(url, { seconds, perSecond, connections, requests }) {
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(url)));
  const free = [...sockets];
  let sent = 0;
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  try {
    await new Promise((resolve, reject) => {
      for (const socket of sockets) {
        socket.on('error', reject);
        socket.on('data', (text) => {
          if (!text.startsWith('HTTP/1.1 200 ')) return reject(new Error(`${url}: ${text}`));
          free.push(socket);
        });
      }
      const tick = () => {
        const due = Math.floor((elapsed() * perSecond) / 1_000) - sent;
        for (let index = 0; index < due && free.length > 0; index += 1) {
          free.shift().write(requests[sent % requests.length]);
          sent += 1;
        }
        if (elapsed() < seconds * 1_000) setTimeout(tick, TICK_MS);
        else resolve();
      };
      tick();
    });
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

const opened = (url) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true).setEncoding('latin1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
