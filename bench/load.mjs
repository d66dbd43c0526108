import autocannon from 'autocannon';

/**
 * Keeps a server busy, and stays awake meanwhile: a server that answers a client that sleeps pays for
 * waking it up, dearly on a virtual machine, and the slower server finds its client asleep more often.
 *
 * @param {string} url
 * @param {object} options
 * @param {number} options.seconds
 * @param {number} options.connections
 * @param {readonly object[]} options.requests Sent in turn by every connection.
 * @returns {Promise<{ answers: number, seconds: number }>} How many good answers came in what time.
 * @throws {Error} When any answer is not a good one: a fast failure must never pass for speed.
 */
export async function load(url, { seconds, connections, requests }) {
  let isOver = false;
  const stayAwake = () => {
    if (!isOver) setImmediate(stayAwake);
  };
  stayAwake();
  const result = await autocannon({ url, connections, duration: seconds, requests });
  isOver = true;
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0)
    throw new Error(`${url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} bad answers`);
  return { answers: result['2xx'], seconds: result.duration };
}
