import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('servers/serve.mjs', import.meta.url));

/**
 * What a server process has used since it started.
 *
 * @typedef {object} Usage
 * @property {number} cpuMicroseconds User and system time of all its threads.
 * @property {number} requests Requests it has taken.
 * @property {number} at Its clock, in milliseconds.
 */

/** One server under load, in a process of its own. */
export class ServerProcess {
  constructor(child, url, tokens) {
    this.child = child;
    this.url = url;
    this.tokens = tokens;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param {'bare-node' | 'bare-fastify' | 'bare-issuer' | 'bare-rotation' | 'tokenwright'} kind
   * @param {object} [options] For that kind.
   */
  static async start(kind, options = {}) {
    // A server's log would mingle with the report; what writing it costs is paid all the same.
    const stdio = ['inherit', 'ignore', 'inherit', 'ipc'];
    const child = fork(SERVE, [JSON.stringify({ kind, options })], { stdio });
    const { port, tokens } = await answerOf(child);
    return new ServerProcess(child, `http://127.0.0.1:${port}`, tokens);
  }

  /** @returns {Promise<Usage>} */
  usage() {
    return this.ask('usage');
  }

  /**
   * @param {string} ask
   * @param {object} [details]
   */
  ask(ask, details = {}) {
    const answer = answerOf(this.child);
    this.child.send({ ask, ...details });
    return answer;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
  }
}

/** @throws {Error} When the process ends instead. */
async function answerOf(child) {
  const ended = new AbortController();
  const { signal } = ended;
  const death = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a server process ended with ${code}`);
  });
  try {
    const [answer] = await Promise.race([once(child, 'message', { signal }), death]);
    if (answer.error) throw new Error(answer.error);
    return answer;
  } finally {
    death.catch(() => {});
    ended.abort();
  }
}
