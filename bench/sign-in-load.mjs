import { connect } from 'node:net';

/**
 * Keeps a server busy with one and the same sign-in. Does next to nothing itself, unlike a load
 * generator made for fast answers: whatever it uses is missing from the hashes it waits for.
 *
 * @param {string} url
 * @param {object} options
 * @param {string} options.path
 * @param {string} options.body JSON.
 * @param {number} options.seconds
 * @param {number} options.connections
 * @returns {Promise<number>} Good answers per second.
 * @throws {Error} At the first answer that is not a 200.
 */
export async function signInLoad(url, { path, body, seconds, connections }) {
  const { port, hostname } = new URL(url);
  const request = Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  const start = performance.now();
  const end = start + seconds * 1_000;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => talk(connect(port, hostname), request, end)),
  );
  const answers = counts.reduce((sum, count) => sum + count, 0);
  return (answers * 1_000) / (performance.now() - start);
}

/** Sends the request again after each answer until the time is over. @returns How many came. */
const talk = (socket, request, end) =>
  new Promise((resolve, reject) => {
    let answers = 0;
    let text = '';
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('error', reject).on('close', () => resolve(answers));
    socket.on('connect', () => socket.write(request));
    socket.on('data', (part) => {
      text += part;
      if (!isWhole(text)) return;
      if (!text.startsWith('HTTP/1.1 200 ')) return void socket.destroy(new Error(text));
      text = '';
      answers += 1;
      if (performance.now() < end) socket.write(request);
      else socket.end();
    });
  });

function isWhole(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, head));
  return text.length >= head + 4 + Number(length?.[1] ?? 0);
}
