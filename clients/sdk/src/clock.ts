/** What the clients know of time; replaceable, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since some moment. Never goes back, but may stand still while a laptop sleeps. */
  monotonic(): number;
  /** Milliseconds since 1970 by the local clock, which may be wrong and may jump. */
  wall(): number;
  /** Calls back once. @returns Cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The clock of the machine. Its timers do not keep a Node process alive. */
export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer: unknown = setTimeout(callback, milliseconds);
    if (hasUnref(timer)) timer.unref();
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};

const hasUnref = (timer: unknown): timer is { unref(): void } =>
  typeof timer === 'object' && timer !== null && 'unref' in timer;
