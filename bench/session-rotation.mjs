/**
 * `npm run build && node bench/session-rotation.mjs`: what a rotation of a refresh token costs over
 * HTTP, beside the bare conditional UPDATE of the same minute. See README.md beside this file.
 */
import { parseArgs } from 'node:util';
import { bareStatements } from './bare-statements.mjs';
import { requireBuild } from './built-service.mjs';
import { onEachDatabase } from './databases.mjs';
import { MainProcess } from './main-process.mjs';
import { median } from './median.mjs';
import { ServerProcess } from './server-process.mjs';
import { fillSessions } from './session-fill.mjs';
import { rotate, signIn, updateBehindHttp } from './session-load.mjs';
import { SESSION_UPDATE } from './session-update.mjs';
import { table } from './table.mjs';
import { atLeast, atMost, targetTable } from './targets.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000,1000000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string' },
  },
});
const steps = values.rows.split(',').map(Number);
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const FORMATS = { JWT: 'enabled', opaque: 'disabled' };
const tell = (line) => process.stderr.write(`${line}\n`);

requireBuild();
const lines = [];
await onEachDatabase(measure, tell, values.only?.split(','));
const head = [
  'rotations',
  'sessions',
  'rotations/s',
  'p99 ms',
  'bare UPDATE/s',
  'of bare',
  'behind Fastify/s',
  'of that',
];
process.stdout.write(`${table(head, lines.map(cells))}\n\n${targetTable(targets())}\n`);

function targets() {
  const each = lines.flatMap(({ name, rows, perSecond, ratio }) => [
    atLeast(`${name}, ${rows} sessions, of bare UPDATE`, ratio, 0.5, ' x'),
    atLeast(`${name}, ${rows} sessions`, perSecond, 800, '/s', 0),
  ]);
  const flat = [...new Set(lines.map(({ name }) => name))].flatMap((name) => {
    const [few, ...more] = lines.filter((line) => line.name === name);
    return more.map((many) =>
      atMost(
        `${name}, ${few.rows} / ${many.rows} sessions`,
        few.perSecond / many.perSecond,
        1.2,
        ' x',
      ),
    );
  });
  return [...each, ...flat];
}

async function measure(database, { environment, password }) {
  for (const rows of steps) {
    tell(`${database}: filling up to ${rows} sessions`);
    await fillSessions(environment, rows);
    const bare = await ServerProcess.start('bare-rotation', { environment });
    for (const [format, state] of Object.entries(FORMATS)) {
      const service = await MainProcess.start({
        ...environment,
        MODULES: `jwt-user-token=${state},refresh-session=enabled`,
        SESSION_MAX_PER_USER: '1000',
        LOG_LEVEL: 'warn',
      });
      try {
        const cookies = await signIn(service.url, password);
        await rotate(service.url, cookies, seconds);
        await updateBehindHttp(bare.url, seconds);
        const samples = [];
        for (let round = 1; round <= rounds; round += 1) {
          tell(`${database}, ${rows} sessions, ${format}: round ${round} of ${rounds}`);
          const before = await bareStatements(environment, seconds / 2, SESSION_UPDATE);
          const rotated = await rotate(service.url, cookies, seconds);
          const after = await bareStatements(environment, seconds / 2, SESSION_UPDATE);
          const { perSecond: least } = await updateBehindHttp(bare.url, seconds);
          samples.push({ ...rotated, bare: (before + after) / 2, least });
        }
        lines.push(summary(`${database}, ${format}`, rows, samples));
      } finally {
        await service.stop();
      }
    }
    await bare.stop();
  }
}

function summary(name, rows, samples) {
  const of = (value) => median(samples.map(value));
  return {
    name,
    rows,
    perSecond: of(({ perSecond }) => perSecond),
    p99: of(({ p99 }) => p99),
    bare: of(({ bare }) => bare),
    ratio: of(({ perSecond, bare }) => perSecond / bare),
    least: of(({ least }) => least),
    ofLeast: of(({ perSecond, least }) => perSecond / least),
  };
}

function cells({ name, rows, perSecond, p99, bare, ratio, least, ofLeast }) {
  const rates = [perSecond.toFixed(0), p99.toFixed(1), bare.toFixed(0), ratio.toFixed(2)];
  return [name, String(rows), ...rates, least.toFixed(0), ofLeast.toFixed(2)];
}
