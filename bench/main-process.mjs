import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { MAIN, MODULES_FILE } from './built-service.mjs';

const LISTENS = /^Tokenwright listens on (\S+)$/m;
const DEADLINE_MS = 60_000;

/** The real service, started as an operator starts it: `node dist/src/main.js`. */
export class MainProcess {
  /** What it has printed so far. */
  output = '';
  /** Where it listens; empty until it does. */
  url = '';

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {number} startedAt By `performance.now()`.
   */
  constructor(child, startedAt) {
    this.child = child;
    this.startedAt = startedAt;
  }

  /**
   * Starts it with these settings and no others: not the shell's, and no `.env` file's. Waits for
   * the line that says where it listens, rather than knock at a port again and again: a client
   * that does so may be given that very port for itself.
   *
   * @param {Readonly<Record<string, string>>} environment
   */
  static async start(environment) {
    const env = { PATH: process.env.PATH, MODULES_FILE, ...environment, PORT: '0' };
    const startedAt = performance.now();
    const main = new MainProcess(
      spawn(process.execPath, [MAIN], { env, cwd: tmpdir() }),
      startedAt,
    );
    await main.listening();
    return main;
  }

  /**
   * Sends one GET request.
   *
   * @param {string} path
   * @param {Readonly<Record<string, string>>} headers
   * @returns {Promise<number>} Milliseconds from the start of the process to the whole answer.
   * @throws {Error} When the answer is not a 200.
   */
  async answered(path, headers) {
    const response = await fetch(this.url + path, { headers });
    await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}\n${this.output}`);
    return performance.now() - this.startedAt;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }

  async listening() {
    const { child } = this;
    const settled = new AbortController();
    const heard = new Promise((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text) => {
          this.output += text;
          this.url = LISTENS.exec(this.output)?.[1] ?? '';
          if (this.url) resolve();
        });
    });
    const given = once(child, 'exit', settled).catch(() => {});
    const late = setTimeout(DEADLINE_MS, undefined, settled).catch(() => {});
    await Promise.race([heard, given, late]);
    settled.abort();
    if (this.url) return;
    child.kill('SIGKILL');
    throw new Error(`main.js does not listen:\n${this.output}`);
  }
}
