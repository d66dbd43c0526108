import { connect } from 'node:net';

/**
 * What one connection says. `next` is asked for the request to be sent, whole, as text or bytes;
 * `answered` is given each good answer.
 *
 * @typedef {{ next: () => string | Buffer, answered?: (text: string) => void }} Speaker
 */

/**
 * Keeps a server busy. Speaks HTTP by hand: a client of Node's own costs more than many of the
 * answers that are measured, and whatever it uses is missing from them on the same cores.
 *
 * @param {string} url
 * @param {object} options
 * @param {number} options.seconds
 * @param {readonly Speaker[]} options.speakers One per connection.
 * @returns {Promise<{ perSecond: number, p99: number }>} Good answers per second, and how many
 *   milliseconds 99 of 100 took at most.
 * @throws {Error} At the first answer that is not a 200.
 */
export async function rawLoad(url, { seconds, speakers }) {
  const { port, hostname } = new URL(url);
  const start = performance.now();
  const end = start + seconds * 1_000;
  const all = await Promise.all(
    speakers.map((speaker) => talk(connect(Number(port), hostname), speaker, end)),
  );
  const times = all.flat().toSorted((one, other) => one - other);
  return {
    perSecond: (times.length * 1_000) / (performance.now() - start),
    p99: times[Math.floor(times.length * 0.99)],
  };
}

/** Speaks until the time is over. @returns {Promise<number[]>} Milliseconds of each answer. */
const talk = (socket, { next, answered }, end) =>
  new Promise((resolve, reject) => {
    const times = [];
    let text = '';
    let since = 0;
    const say = () => {
      const request = next();
      since = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('error', reject).on('close', () => resolve(times));
    socket.on('connect', say);
    socket.on('data', (part) => {
      text += part;
      if (!isWhole(text)) return;
      if (!text.startsWith('HTTP/1.1 200 ')) return void socket.destroy(new Error(text));
      const now = performance.now();
      times.push(now - since);
      answered?.(text);
      text = '';
      if (now < end) say();
      else socket.end();
    });
  });

function isWhole(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, head));
  return text.length >= head + 4 + Number(length?.[1] ?? 0);
}
