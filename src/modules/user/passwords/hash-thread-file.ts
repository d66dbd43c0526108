/** Where a thread of `HashThreads` begins. (Tests, which run the sources, have it compiled: see `vitest.config.ts`.) */
export const HASH_THREAD_FILE = new URL('./hash-thread.js', import.meta.url);
