import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MainProcess } from './main-process.mjs';
import { median } from './median.mjs';
import { residentMegabytes } from './resident-memory.mjs';

const run = promisify(execFile);
const STARTS_PER_ROUND = 2;
const IDLE_MS = 1_500;
const PATH = '/rest/V1/modules';

/**
 * Starts the service again and again on an installation that exists, and measures the time to the
 * first answer of a guarded route, and the memory a while after it; beside it, how long Node takes
 * to start and end with nothing to do, on the same machine in the same minute.
 *
 * @param {import('./installation.mjs').Installation} installation
 * @param {import('./options.mjs').Options} options
 * @param {(line: string) => void} tell
 */
export async function measureStartUp({ environment, password }, { rounds }, tell) {
  const authorization = `Bearer ${await signIn(environment, password)}`;
  const samples = [];
  for (let start = 1; start <= rounds * STARTS_PER_ROUND; start += 1) {
    tell(`start ${start} of ${rounds * STARTS_PER_ROUND}`);
    const nodeMilliseconds = await emptyProgram();
    const main = await MainProcess.start(environment);
    try {
      const milliseconds = await main.answered(PATH, { authorization });
      await setTimeout(IDLE_MS);
      const megabytes = await residentMegabytes(main.child.pid);
      samples.push({ milliseconds, megabytes, nodeMilliseconds });
    } finally {
      await main.stop();
    }
  }
  const middle = (figure) => median(samples.map((each) => each[figure]));
  return {
    milliseconds: middle('milliseconds'),
    megabytes: middle('megabytes'),
    nodeMilliseconds: middle('nodeMilliseconds'),
    samples,
  };
}

async function emptyProgram() {
  const start = performance.now();
  await run(process.execPath, ['-e', '0']);
  return performance.now() - start;
}

async function signIn(environment, password) {
  const main = await MainProcess.start(environment);
  try {
    const response = await fetch(`${main.url}/rest/V1/integration/admin/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });
    if (!response.ok) throw new Error(`signing in failed: ${await response.text()}`);
    return await response.json();
  } finally {
    await main.stop();
  }
}
