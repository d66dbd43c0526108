const RUNNING = 2;

let running = 0;
const waiting = [];

/**
 * Runs a task when one of two places is free, first come, first served.
 *
 * @template T
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function twoAtATime(task) {
  if (running < RUNNING) running += 1;
  else await new Promise((resolve) => waiting.push(resolve));
  try {
    return await task();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
