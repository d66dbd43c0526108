import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { readAnswer, type RawAnswer } from './raw-answer.js';

/** Far beyond what a busy machine needs: nothing may hang. */
export const DEADLINE_MS = 20_000;

/** How long to wait for an answer to what may not be a whole request. */
const FIRST_WORD_MS = 200;
const SILENCE_MS = 25;

/** What became of a request. */
export interface Outcome {
  /** All that was received, as Latin-1. */
  readonly text: string;
  readonly statuses: readonly number[];
  /** In one word, when nothing was answered: `closed` is fine, `hangs` is not. */
  readonly end: 'answered' | 'closed' | 'hangs';
}

/** A connection to the service that takes any bytes, and is opened again when it was closed. */
export class RawConnection {
  private socket: Socket | undefined;
  private received = '';
  private ended = false;
  private wake: () => void = () => {};

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  /** Sends a whole request: one answer, or the end of the connection, must come by itself. */
  async exchange(bytes: Buffer, method: string): Promise<Outcome> {
    const reused = this.socket !== undefined && !this.ended;
    const outcome = await this.exchangeOnce(bytes, method);
    // The service may have closed it after the answer before.
    return reused && outcome.end === 'closed' ? this.exchangeOnce(bytes, method) : outcome;
  }

  private async exchangeOnce(bytes: Buffer, method: string): Promise<Outcome> {
    await this.open();
    this.send(bytes);
    const until = Date.now() + DEADLINE_MS;
    let answer: RawAnswer | undefined;
    while (!(answer = readAnswer(this.received, method, this.ended)) && !this.ended) {
      if (Date.now() > until) return this.finish('hangs');
      await this.news(until - Date.now());
    }
    if (!answer) return this.finish('closed');
    const text = this.received;
    // More than one answer to one request: the bytes after it were read as another.
    const surplus = text.length > answer.length;
    if (surplus || answer.closes || this.ended) this.close();
    else this.received = '';
    return { text, statuses: statusesIn(text), end: 'answered' };
  }

  /** Sends anything, waits for what comes, and hangs up: then the service must do so as well. */
  async provoke(bytes: Buffer): Promise<Outcome> {
    this.close();
    await this.open();
    this.send(bytes);
    let patience = FIRST_WORD_MS;
    for (;;) {
      const before = this.received.length;
      await this.news(patience);
      if (this.ended || this.received.length === before) break;
      patience = SILENCE_MS;
    }
    this.socket?.end();
    const until = Date.now() + DEADLINE_MS;
    while (!this.ended) {
      if (Date.now() > until) return this.finish('hangs');
      await this.news(until - Date.now());
    }
    return this.finish(this.received === '' ? 'closed' : 'answered');
  }

  close(): void {
    this.socket?.destroy();
    this.socket = undefined;
    this.received = '';
  }

  private finish(end: Outcome['end']): Outcome {
    const text = this.received;
    this.close();
    return { text, statuses: statusesIn(text), end };
  }

  private send(bytes: Buffer): void {
    this.socket?.write(bytes);
  }

  /** Waits until something came, or the end, or for so long. */
  private async news(milliseconds: number): Promise<void> {
    const stop = new AbortController();
    const heard = new Promise<void>((resolve) => (this.wake = resolve));
    const waited = setTimeout(milliseconds, undefined, { signal: stop.signal }).catch(() => {});
    await Promise.race([heard, waited]);
    stop.abort();
  }

  private async open(): Promise<void> {
    if (this.socket && !this.ended) return;
    this.close();
    this.ended = false;
    const socket = connect({ host: this.host, port: this.port, noDelay: true });
    this.socket = socket;
    const mine = (): boolean => this.socket === socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      if (mine()) this.received += text;
      this.wake();
    });
    // A reset after the answer is as good an end as any; what was answered counts.
    socket.on('error', () => {});
    socket.on('end', () => this.hearEnd(mine()));
    socket.on('close', () => this.hearEnd(mine()));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', reject);
    });
  }

  private hearEnd(mine: boolean): void {
    if (mine) this.ended = true;
    this.wake();
  }
}

/** No request holds such a line, so no answer repeats one. */
const statusesIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
