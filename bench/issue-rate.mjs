import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './median.mjs';
import { ServerProcess } from './server-process.mjs';
import { signInLoad } from './sign-in-load.mjs';

const run = promisify(execFile);
const ARGON2_RATE = fileURLToPath(new URL('argon2-rate.mjs', import.meta.url));
const PATH = '/rest/V1/integration/admin/token';
/** Enough that a sign-in always waits for its turn; two are hashed at a time. */
const CONNECTIONS = 8;
/** At a hundred requests a second, code stays uncompiled for long: half a minute, seen. */
const WARM_UP_SECONDS = 30;

/**
 * Measures how many tokens a second are issued for a name and a password, each time between two
 * measurements of what the machine can hash in that minute.
 *
 * @param {import('./installation.mjs').Installation} installation
 * @param {import('./options.mjs').Options} options
 * @param {(line: string) => void} tell
 */
export async function measureIssuing({ environment, password }, { rounds, seconds }, tell) {
  const body = JSON.stringify({ username: 'admin', password });
  const load = (server, duration) =>
    signInLoad(server.url, { path: PATH, body, seconds: duration, connections: CONNECTIONS });
  const ours = (jwt) => ServerProcess.start('tokenwright', { environment, jwt, tokens: 0 });
  const running = [];
  try {
    running.push({ name: 'bare Fastify', server: await ServerProcess.start('bare-issuer') });
    running.push({ name: 'JWT', server: await ours('enabled') });
    running.push({ name: 'opaque', server: await ours('disabled') });
    tell('issuing, warming up');
    for (const each of running) {
      each.samples = [];
      await load(each.server, WARM_UP_SECONDS);
    }
    let before = await rawRate(seconds);
    for (let round = 1; round <= rounds; round += 1) {
      tell(`issuing, round ${round} of ${rounds}`);
      for (const { server, samples } of running) {
        const figures = await sample(server, () => load(server, seconds));
        const after = await rawRate(seconds);
        samples.push({ ...figures, raw: mean(before, after) });
        before = after;
      }
    }
  } finally {
    await Promise.all(running.map(({ server }) => server.stop()));
  }
  return running.map(summary);
}

async function sample(server, load) {
  const before = await server.usage();
  const perSecond = await load();
  const after = await server.usage();
  const answered = after.requests - before.requests;
  return {
    perSecond,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / answered,
  };
}

async function rawRate(seconds) {
  const { stdout } = await run(process.execPath, [ARGON2_RATE, String(seconds)]);
  return JSON.parse(stdout);
}

const mean = (one, other) => ({
  perSecond: (one.perSecond + other.perSecond) / 2,
  cpuMicroseconds: (one.cpuMicroseconds + other.cpuMicroseconds) / 2,
});

const summary = ({ name, samples }) => ({
  name,
  perSecond: median(samples.map(({ perSecond }) => perSecond)),
  rawPerSecond: median(samples.map(({ raw }) => raw.perSecond)),
  ofRaw: median(samples.map(({ perSecond, raw }) => perSecond / raw.perSecond)),
  cpuMicroseconds: median(samples.map(({ cpuMicroseconds }) => cpuMicroseconds)),
  ofCpu: median(samples.map(({ cpuMicroseconds, raw }) => raw.cpuMicroseconds / cpuMicroseconds)),
  samples,
});
