import { closeSync, fdatasync, openSync } from 'node:fs';

/** Writes a file's content to the disk, and calls back. */
type Sync = (file: number, done: (error: Error | null) => void) => void;

/**
 * Waits until what SQLite has committed is on the disk: one fdatasync(2) of its write-ahead log, on a
 * thread of libuv's pool, for all who ask in one turn of the event loop or while another one runs.
 *
 * It is what `synchronous = FULL` does in the middle of each COMMIT, holding up the event loop and, one
 * after the other, everybody who wants to write. Here a commit takes no longer than writing to the page
 * cache, and the next transaction does not wait for the disk of the last. What others can read may
 * therefore not be on the disk yet; whoever wrote it has then not been answered.
 *
 * One that failed is the last: the kernel takes for written what it could not write, the next one
 * would succeed over a gap, and recovery ends at a gap (https://lwn.net/Articles/752063/).
 */
export class WalSync {
  private file: number | undefined;
  private failure: Error | undefined;
  private running = false;
  private waiting: ((error?: Error) => void)[] = [];

  /** @param path Of the write-ahead log, which is there from the first commit to the last close. */
  constructor(
    private readonly path: string,
    private readonly sync: Sync = fdatasync,
  ) {}

  /**
   * @returns Once everything committed before the call is on the disk.
   * @throws {Error} With the `code` of SQLite's own refusal: it may not be.
   */
  flush(): Promise<void> {
    return new Promise((resolve, reject) => {
      const first = this.waiting.push((error) => (error ? reject(error) : resolve())) === 1;
      if (first && !this.running) setImmediate(() => this.next());
    });
  }

  /** To be asked before a transaction begins. @throws {Error} As {@link flush}, once that has failed. */
  refuseAfterFailure(): void {
    if (this.failure) throw this.failure;
  }

  /** To be called when nothing is committed any more; waits for those who have asked. */
  async close(): Promise<void> {
    if (this.running || this.waiting.length > 0) await this.flush().catch(() => {});
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private next(): void {
    const waiters = this.waiting.splice(0);
    if (waiters.length === 0) return;
    const answer = (error?: Error): void => {
      this.running = false;
      for (const waiter of waiters) waiter(error);
      this.next();
    };
    this.running = true;
    try {
      this.refuseAfterFailure();
      // Closing it drops no lock of SQLite's: those are on the other two files (fcntl(2)).
      this.file ??= openSync(this.path, 'r+');
      this.sync(this.file, (error) => {
        if (error) this.failure = refusal(error, '; nothing more is written before a restart');
        answer(this.failure);
      });
    } catch (error) {
      answer(this.failure ?? refusal(error as Error));
    }
  }
}

const refusal = (cause: Error, consequence = ''): Error =>
  Object.assign(
    new Error(`the disk did not take a commit (${cause.message})${consequence}`, { cause }),
    { code: 'SQLITE_IOERR_FSYNC' },
  );
