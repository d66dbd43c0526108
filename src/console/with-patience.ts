import { DatabaseUnavailableError } from '../persistence/index.js';

/** A database that hangs must not hold up the switch that may be the way out. */
const PATIENCE_SECONDS = 15;

/**
 * Waits for `work` for 15 seconds and no longer.
 *
 * @param work Is to end when the signal says so: what goes on would keep the process, and do later
 *   what the operator was told is not done.
 * @throws {DatabaseUnavailableError} When it takes longer.
 */
export async function withPatience<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const patience = new AbortController();
  const { signal } = patience;
  const over = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error)),
  );
  const timer = setTimeout(() => {
    const cause = new Error(`there was no answer for ${PATIENCE_SECONDS} seconds`);
    patience.abort(new DatabaseUnavailableError({ cause }));
  }, PATIENCE_SECONDS * 1_000);
  try {
    return await Promise.race([work(signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
