import { table } from './table.mjs';
import { targetTable } from './targets.mjs';

/**
 * Everything that was measured, for people.
 *
 * @param {{ requests?: any[], issuing?: any[], startUp?: any, targets: any[] }} figures
 * @returns {string}
 */
export function report({ requests, issuing, startUp, targets }) {
  const parts = [];
  if (requests) parts.push(requestTable(requests));
  if (issuing) parts.push(issueTable(issuing));
  if (startUp)
    parts.push(
      `Start-up: first 200 after ${startUp.milliseconds.toFixed(0)} ms, ` +
        `${startUp.megabytes.toFixed(0)} MB resident when idle ` +
        `(node -e 0 takes ${startUp.nodeMilliseconds.toFixed(0)} ms)`,
    );
  parts.push(targetTable(targets));
  return `${parts.join('\n\n')}\n`;
}

const requestTable = (requests) =>
  table(
    ['GET {"ok":true}', 'CPU us/request', 'x bare Fastify', 'x unguarded', 'requests/s'],
    requests.map((each) => [
      each.name,
      each.cpuMicroseconds.toFixed(1),
      each.toFastify.toFixed(2),
      each.toUnguarded.toFixed(2),
      each.perSecond.toFixed(0),
    ]),
  );

const issueTable = (issuing) =>
  table(
    ['POST .../admin/token', 'tokens/s', 'raw argon2/s', 'of raw', 'CPU ms/token', 'hash / token'],
    issuing.map((each) => [
      each.name,
      each.perSecond.toFixed(1),
      each.rawPerSecond.toFixed(1),
      `${(each.ofRaw * 100).toFixed(1)} %`,
      (each.cpuMicroseconds / 1_000).toFixed(2),
      `${(each.ofCpu * 100).toFixed(1)} %`,
    ]),
  );
