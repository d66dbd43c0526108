/**
 * How many argon2id hashes a process with nothing else to do computes a second, two at a time, and
 * what processor time one takes. Takes the seconds as its argument; prints JSON.
 */
import { randomBytes } from 'node:crypto';
import { argon2id } from './argon2.mjs';

const AT_A_TIME = 2;
const WARM_UP_MS = 300;

const salt = randomBytes(16);
let hashes = 0;

async function hashUntil(end) {
  while (performance.now() < end) {
    await argon2id('a password of common length', salt);
    hashes += 1;
  }
}

async function measure(milliseconds) {
  hashes = 0;
  const start = performance.now();
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: AT_A_TIME }, () => hashUntil(start + milliseconds)));
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: (hashes * 1_000) / (performance.now() - start),
    cpuMicroseconds: (user + system) / hashes,
  };
}

await measure(WARM_UP_MS);
process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]) * 1_000)));
