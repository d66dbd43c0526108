import { setTimeout } from 'node:timers/promises';
import { MainProcess } from './main-process.mjs';
import { median } from './median.mjs';
import { residentMegabytes } from './resident-memory.mjs';

const STARTS_PER_ROUND = 2;
const IDLE_MS = 1_500;
const PATH = '/rest/V1/modules';

/**
 * Starts the service again and again on an installation that exists, and measures the time to the
 * first answer of a guarded route, and the memory a while after it.
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
    const main = await MainProcess.start(environment);
    try {
      const milliseconds = await main.answered(PATH, { authorization });
      await setTimeout(IDLE_MS);
      samples.push({ milliseconds, megabytes: await residentMegabytes(main.child.pid) });
    } finally {
      await main.stop();
    }
  }
  return {
    milliseconds: median(samples.map(({ milliseconds }) => milliseconds)),
    megabytes: median(samples.map(({ megabytes }) => megabytes)),
    samples,
  };
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
