import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load } from './load.mjs';
import { median } from './median.mjs';
import { ServerProcess } from './server-process.mjs';

const run = promisify(execFile);
const ARGON2_RATE = fileURLToPath(new URL('argon2-rate.mjs', import.meta.url));
const PATH = '/rest/V1/integration/admin/token';
/** Enough that a sign-in always waits for its turn; two are hashed at a time. */
const CONNECTIONS = 8;

/**
 * Measures how many tokens a second the service issues for a name and a password, each time
 * between two measurements of what the machine can hash in that minute.
 *
 * @param {import('./installation.mjs').Installation} installation
 * @param {import('./options.mjs').Options} options
 * @param {(line: string) => void} tell
 */
export async function measureIssuing(installation, { rounds, seconds }, tell) {
  const { environment } = installation;
  const start = (jwt) => ServerProcess.start('tokenwright', { environment, jwt, tokens: 0 });
  const running = [];
  try {
    running.push({ name: 'JWT', server: await start('enabled'), samples: [] });
    running.push({ name: 'opaque', server: await start('disabled'), samples: [] });
    for (const { server } of running) await issue(server, installation, 1);
    let before = await rawRate(seconds);
    for (let round = 1; round <= rounds; round += 1) {
      tell(`issuing, round ${round} of ${rounds}`);
      for (const { server, samples } of running) {
        const perSecond = await issue(server, installation, seconds);
        const after = await rawRate(seconds);
        samples.push({ perSecond, rawPerSecond: (before + after) / 2 });
        before = after;
      }
    }
  } finally {
    await Promise.all(running.map(({ server }) => server.stop()));
  }
  return running.map(({ name, samples }) => ({
    name,
    perSecond: median(samples.map(({ perSecond }) => perSecond)),
    rawPerSecond: median(samples.map(({ rawPerSecond }) => rawPerSecond)),
    ofRaw: median(samples.map(({ perSecond, rawPerSecond }) => perSecond / rawPerSecond)),
    samples,
  }));
}

async function issue(server, { password }, duration) {
  const request = {
    method: 'POST',
    path: PATH,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  };
  const { answers, seconds } = await load(server.url, {
    seconds: duration,
    connections: CONNECTIONS,
    requests: [request],
  });
  return answers / seconds;
}

async function rawRate(seconds) {
  const { stdout } = await run(process.execPath, [ARGON2_RATE, String(seconds)]);
  return Number(stdout);
}
