/**
 * How many argon2id hashes a process with nothing else to do computes a second: two at a time, of
 * the parameters with which the service hashes. Takes the seconds as its argument; prints a number.
 */
import { hashRaw } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

const AT_A_TIME = 2;
const ARGON2ID = 2;
const VERSION_19 = 1;
const PARAMETERS = {
  algorithm: ARGON2ID,
  version: VERSION_19,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
  outputLen: 32,
};

const milliseconds = Number(process.argv[2]) * 1_000;
const salt = randomBytes(16);
let hashes = 0;

async function hashUntil(end) {
  while (performance.now() < end) {
    await hashRaw('a password of common length', { ...PARAMETERS, salt });
    hashes += 1;
  }
}

/** @returns Hashes per second. */
async function rateOver(duration) {
  hashes = 0;
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_A_TIME }, () => hashUntil(start + duration)));
  return (hashes * 1_000) / (performance.now() - start);
}

await rateOver(300);
process.stdout.write(String(await rateOver(milliseconds)));
