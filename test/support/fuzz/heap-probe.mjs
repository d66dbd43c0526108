// Loaded into the service from outside (NODE_OPTIONS=--import=...): on SIGWINCH, which nothing else
// listens to, it says how much is
// still held after full collections.
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGWINCH', async () => {
  // What is freed by one collection may have kept other things for the next.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await setTimeout(20);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  process.stderr.write(`heap-probe ${heapUsed + external} ${rss}\n`);
});
