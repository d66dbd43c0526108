/** The part of an `AbortSignal` that is used, so that polyfills and axios's own type fit. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener?(...parameters: any[]): unknown;
  removeEventListener?(...parameters: any[]): unknown;
}

/** Waits for something that others wait for too: aborting ends this wait, not the thing. */
export async function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignalLike | null | undefined,
): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) {
    promise.catch(() => {});
    throw reasonOf(signal);
  }
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(reasonOf(signal));
    signal.addEventListener?.('abort', onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener?.('abort', onAbort);
  }
}

const reasonOf = (signal: AbortSignalLike): unknown =>
  signal.reason ?? new DOMException('This operation was aborted', 'AbortError');
