import { isUtf8 } from 'node:buffer';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Terminal } from '../contract/index.js';
import {
  AbortedError,
  InputEncodingError,
  InputTooLongError,
  NotATerminalError,
} from './errors.js';

/** The three streams of a process. Standard output carries results and nothing else. */
export interface ConsoleStreams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

const INPUT_LIMIT_BYTES = 64 * 1024;

/** {@link Terminal} on the streams of a process. Questions go to standard error. */
export class StreamTerminal implements Terminal {
  constructor(private readonly streams: ConsoleStreams) {}

  /**
   * @param question Printed as it is, so with a space at its end.
   * @param option What to use where nobody can answer.
   * @throws {NotATerminalError} Where nobody can answer.
   * @throws {AbortedError} On Ctrl-C and Ctrl-D.
   */
  async askSecret(question: string, option?: string): Promise<string> {
    const { stdin, stderr } = this.streams;
    if (!stdin.isTTY) throw new NotATerminalError(option);
    const lines = createInterface({
      input: stdin,
      output: silence(),
      terminal: true,
      historySize: 0,
    });
    // Only now is the echo off: who answers as soon as there is a question must not be seen.
    stderr.write(question);
    try {
      return await new Promise((resolve, reject) => {
        lines.once('line', resolve);
        lines.once('SIGINT', () => reject(new AbortedError()));
        lines.once('close', () => reject(new AbortedError()));
      });
    } finally {
      lines.close();
      stderr.write('\n');
    }
  }

  /**
   * @throws {InputTooLongError} Beyond 64 KiB.
   * @throws {InputEncodingError} A password that is read as another would be kept as that.
   */
  async readInput(): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of this.streams.stdin) {
      const buffer = Buffer.from(chunk);
      bytes += buffer.length;
      if (bytes > INPUT_LIMIT_BYTES) throw new InputTooLongError(INPUT_LIMIT_BYTES);
      chunks.push(buffer);
    }
    const whole = Buffer.concat(chunks);
    if (!isUtf8(whole)) throw new InputEncodingError();
    return whole.toString('utf8');
  }
}

/** Where the echo goes. */
const silence = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
