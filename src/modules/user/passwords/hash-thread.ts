import { constants, setPriority } from 'node:os';
import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import type { HashJob, HashOutcome, HashThreadData } from './hash-job.js';
import { passwordWork } from './password-work.js';

/**
 * One thread of {@link HashThreads}: does its jobs one after the other, leaves each outcome at once,
 * and rings when there are enough of them, of all threads together, or when it is about to run out of
 * work.
 *
 * Hashing drives the service's code and data out of the processor's caches, and sign-ins that end
 * together fetch them once: a third of what a sign-in costs beside its hash.
 */
function serve(bell: MessagePort, { outcomes, untold, most }: HashThreadData): void {
  const jobs: HashJob[] = [];
  bell.on('message', (first: HashJob) => {
    jobs.push(first);
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      outcomes.postMessage(perform(job));
      const left = Atomics.add(untold, 0, 1) + 1;
      for (let next = receiveMessageOnPort(bell); next; next = receiveMessageOnPort(bell))
        jobs.push(next.message as HashJob);
      if (left < most && jobs.length >= 2) continue;
      Atomics.store(untold, 0, 0);
      bell.postMessage(undefined);
    }
  });
}

function perform({ id, kind, values }: HashJob): HashOutcome {
  try {
    const work = passwordWork[kind] as (...values: readonly string[]) => HashOutcome['value'];
    return { id, value: work(...values) };
  } catch (error) {
    return { id, error };
  }
}

/**
 * Hashing yields to everything else: to requests with a token, whose thread would otherwise wait for
 * its share of the core, and to a database on the same machine. On Linux this concerns the calling
 * thread (setpriority(2)), elsewhere the whole process.
 */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL / 2);
  } catch {
    // A sandbox may forbid it; hashes are the same.
  }
}

if (parentPort) {
  stepBack();
  serve(parentPort, workerData as HashThreadData);
}
