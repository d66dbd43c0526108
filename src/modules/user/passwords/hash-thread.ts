import { constants, setPriority } from 'node:os';
import { parentPort, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { HashJob, HashOutcome } from './hash-job.js';
import { passwordWork } from './password-work.js';

/**
 * One thread of {@link HashThreads}: does its jobs one after the other.
 *
 * With more to do, every second outcome is held back until the next is there. Hashing drives the
 * service's code and data out of the processor's caches, and two sign-ins that end together fetch them
 * once: a quarter of what a sign-in costs beside its hash.
 */
function serve(port: MessagePort): void {
  const jobs: HashJob[] = [];
  const done: HashOutcome[] = [];
  port.on('message', (first: HashJob) => {
    jobs.push(first);
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      done.push(perform(job));
      for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
        jobs.push(next.message as HashJob);
      if (done.length < 2 && jobs.length >= 2) continue;
      port.postMessage(done.splice(0));
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
  serve(parentPort);
}
