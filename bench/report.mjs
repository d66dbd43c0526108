import { PER_SECOND } from './request-cost.mjs';
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
    [
      'GET {"ok":true}',
      `CPU us at ${PER_SECOND}/s`,
      'x bare Fastify',
      'x unguarded',
      'CPU us busy',
      'x bare Fastify',
      'x unguarded',
      'requests/s',
    ],
    requests.map(({ name, steady, busy, perSecond }) => [
      name,
      ...[steady, busy].flatMap(({ cpuMicroseconds, toFastify, toUnguarded }) => [
        cpuMicroseconds.toFixed(1),
        toFastify.toFixed(2),
        toUnguarded.toFixed(2),
      ]),
      perSecond.toFixed(0),
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
