import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import {
  JOBS_PER_THREAD,
  type HashJob,
  type HashOutcome,
  type HashThreadData,
} from './hash-job.js';
import { HASH_THREAD_FILE } from './hash-thread-file.js';
import type { PasswordHashingSettings } from './password-hashing-settings.js';
import type { PasswordWork } from './password-work.js';

/** Milliseconds without work after which the threads end, and give back the 7 MB that each holds. */
const IDLE_MS = 300_000;

interface Waiter {
  readonly job: HashJob;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

interface HashThread {
  readonly worker: Worker;
  /** Nobody listens there, so that an outcome that is left there wakes nobody up. */
  readonly outcomes: MessagePort;
  /** Jobs it has been given and not answered. */
  readonly jobs: Map<number, Waiter>;
}

/**
 * Threads that do nothing but hash, as many as the settings say, and a bounded queue in front: first
 * in, first out, and a plain refusal when it is full. They start with the first hash.
 *
 * Why not libuv's pool, which libraries offer: there the next hash begins when the event loop has heard
 * of the end of the last one, and 7 % of two busy cores were idle meanwhile; files and names wait for
 * hashes; and hashes have the same priority as answers.
 */
export class HashThreads {
  private threads: HashThread[] = [];
  private readonly waiting: Waiter[] = [];
  private readonly untold = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private unanswered = 0;
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  /** @param overflow Makes the error for work that finds every place taken, or no thread to do it. */
  constructor(
    private readonly settings: PasswordHashingSettings,
    private readonly overflow: (options?: ErrorOptions) => Error,
  ) {}

  /** @throws The overflow error, where the next one would find every place taken. */
  checkRoom(): void {
    const { concurrency, queue } = this.settings;
    if (this.unanswered >= concurrency + queue) throw this.overflow();
  }

  /**
   * @returns What the work returns.
   * @throws What it throws, or the overflow error: nothing came of it.
   */
  async run<Kind extends keyof PasswordWork>(
    kind: Kind,
    ...values: Parameters<PasswordWork[Kind]>
  ): Promise<ReturnType<PasswordWork[Kind]>> {
    this.checkRoom();
    clearTimeout(this.idle);
    this.unanswered += 1;
    this.lastId += 1;
    const job: HashJob = { id: this.lastId, kind, values };
    try {
      return await new Promise((resolve, reject) => {
        this.waiting.push({ job, resolve, reject });
        this.assign();
      });
    } finally {
      this.unanswered -= 1;
      if (this.unanswered === 0) this.rest();
    }
  }

  /** Ends all threads. To be called while there is no work. */
  end(): void {
    for (const { worker } of this.threads.splice(0)) void worker.terminate();
  }

  /** Apart from `run`: made there, the timer would keep the password that `run` was given. */
  private rest(): void {
    this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
  }

  private assign(): void {
    while (this.waiting.length > 0) {
      const thread = this.leastBusy();
      if (!thread || thread.jobs.size >= JOBS_PER_THREAD) return;
      const waiter = this.waiting.shift()!;
      // A thread that works keeps the process alive, and one that waits does not.
      if (thread.jobs.size === 0) thread.worker.ref();
      thread.jobs.set(waiter.job.id, waiter);
      thread.worker.postMessage(waiter.job);
    }
  }

  /** @returns `undefined` where there is none and none can be started; nobody waits for it then. */
  private leastBusy(): HashThread | undefined {
    const [first, ...others] = this.threads;
    const least = others.reduce(
      (one, other) => (other.jobs.size < one!.jobs.size ? other : one),
      first,
    );
    const mayStart = this.threads.length < this.settings.concurrency;
    if (least && (least.jobs.size === 0 || !mayStart)) return least;
    try {
      return this.start();
    } catch (cause) {
      // A container has only so many threads, say. Those that are there go on.
      if (!least) for (const { reject } of this.waiting.splice(0)) reject(this.overflow({ cause }));
      return least;
    }
  }

  private start(): HashThread {
    const { port1: outcomes, port2 } = new MessageChannel();
    const worker = this.startWorker(port2);
    const thread: HashThread = { worker, outcomes, jobs: new Map() };
    worker.unref();
    worker.on('message', () => this.collect());
    worker.on('error', (error) => this.lose(thread, error));
    worker.on('exit', () => this.lose(thread, new Error('a thread that hashes passwords ended')));
    this.threads.push(thread);
    return thread;
  }

  private startWorker(outcomes: MessagePort): Worker {
    const workerData: HashThreadData = {
      outcomes,
      untold: this.untold,
      // However many threads there are, the first of so many waits about as long as one hash takes.
      most: this.settings.concurrency + 1,
    };
    try {
      return new Worker(HASH_THREAD_FILE, {
        name: 'hash',
        // Neither the flags of this process nor its environment, which may hold secrets, are for it.
        execArgv: [],
        env: {},
        workerData,
        transferList: [outcomes],
      });
    } catch (error) {
      outcomes.close();
      throw error;
    }
  }

  /** One thread rings for all. */
  private collect(): void {
    for (const thread of this.threads) this.settle(thread);
    this.assign();
  }

  private settle({ worker, outcomes, jobs }: HashThread): void {
    for (let left = receiveMessageOnPort(outcomes); left; left = receiveMessageOnPort(outcomes)) {
      const { id, value, error } = left.message as HashOutcome;
      const waiter = jobs.get(id);
      jobs.delete(id);
      if (error === undefined) waiter?.resolve(value as never);
      else waiter?.reject(error);
    }
    if (jobs.size === 0) worker.unref();
  }

  /** Another one takes its place with the next job. */
  private lose(thread: HashThread, cause: unknown): void {
    this.threads = this.threads.filter((each) => each !== thread);
    this.settle(thread);
    thread.outcomes.close();
    for (const { reject } of thread.jobs.values()) reject(this.overflow({ cause }));
    thread.jobs.clear();
    this.assign();
  }
}
