import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { HASH_THREAD_FILE } from './hash-thread-file.js';
import type { HashJob, HashOutcome, HashThreadData } from './hash-job.js';

const idsOf = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** @returns How often a thread rang for jobs that were all there before it looked at the first. */
async function ringsFor(jobs: number, { untold, most }: { untold: number; most: number }) {
  const { port1: outcomes, port2 } = new MessageChannel();
  const shared = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(untold);
  const workerData: HashThreadData = { outcomes: port2, untold: shared, most };
  const worker = new Worker(HASH_THREAD_FILE, { workerData, transferList: [port2] });
  onTestFinished(async () => {
    outcomes.close();
    await worker.terminate();
  });
  for (const id of idsOf(jobs)) {
    const job: HashJob = { id, kind: 'verify', values: ['malformed', 'x'] };
    worker.postMessage(job);
  }
  const ids: number[] = [];
  let rings = 0;
  await new Promise<void>((resolve) => {
    worker.on('message', () => {
      rings += 1;
      for (let left = receiveMessageOnPort(outcomes); left; left = receiveMessageOnPort(outcomes))
        ids.push((left.message as HashOutcome).id);
      // The last ring is of the last job: it leaves nothing to wait for.
      if (ids.length === jobs && Atomics.load(shared, 0) === 0) setTimeout(resolve, 50);
    });
  });
  expect(ids).toEqual(idsOf(jobs));
  return rings;
}

it('leaves outcomes while it has work, and rings for each when it is about to run out', async () => {
  // After the fourth and the fifth: until then, two and more were still to do.
  expect(await ringsFor(5, { untold: 0, most: 9 })).toBe(2);
});

it('rings where its outcome makes it enough, whoever left the others', async () => {
  // After the first, since two were untold; after the fourth and the seventh; after the last two.
  expect(await ringsFor(9, { untold: 2, most: 3 })).toBe(5);
});
