import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param {number} pid
 * @returns {Promise<number>} Resident memory of a process in MB (10^6 bytes).
 */
export async function residentMegabytes(pid) {
  return ((await residentKib(pid)) * 1_024) / 1e6;
}

async function residentKib(pid) {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]);
  } catch {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout);
  }
}
