/** Sizes of a {@link BoundedQueue}. */
export interface QueueLimits {
  /** Tasks running at once, at least 1. */
  readonly concurrency: number;
  /** Tasks waiting, at least 0. */
  readonly queue: number;
}

/** First in, first out, and a plain refusal when full: a queue without an end only hides a flood. */
export class BoundedQueue {
  private running = 0;
  private readonly waiting: Array<() => void> = [];

  /** @param overflow Makes the error for a task that finds every place taken. */
  constructor(
    private readonly limits: QueueLimits,
    private readonly overflow: () => Error,
  ) {}

  /** @throws The overflow error, where the next task would find every place taken. */
  checkRoom(): void {
    const { concurrency, queue } = this.limits;
    if (this.running >= concurrency && this.waiting.length >= queue) throw this.overflow();
  }

  /**
   * @returns What the task returns, or its rejection; either way its place is free afterwards.
   * @throws The overflow error, without having started the task.
   */
  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.limits.concurrency) {
      this.running += 1;
      return;
    }
    this.checkRoom();
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    // The place is handed over and never counted free in between: a newcomer could take it then.
    if (next) next();
    else this.running -= 1;
  }
}
