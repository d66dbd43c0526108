/**
 * `npm run build && node bench/session-rotation.mjs`: what a rotation of a refresh token costs over
 * HTTP, beside the bare conditional UPDATE of the same minute. See README.md beside this file.
 */
import { parseArgs } from 'node:util';
import { requireBuild } from './built-service.mjs';
import { install } from './installation.mjs';
import { MainProcess } from './main-process.mjs';
import { createMariaDb } from './mariadb.mjs';
import { median } from './median.mjs';
import { bareUpdates } from './session-bare-updates.mjs';
import { fillSessions } from './session-fill.mjs';
import { rotate, signIn } from './session-load.mjs';
import { table } from './table.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000,1000000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
  },
});
const steps = values.rows.split(',').map(Number);
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const FORMATS = { JWT: 'enabled', opaque: 'disabled' };
const tell = (line) => process.stderr.write(`${line}\n`);

requireBuild();
const lines = [];
await measure('SQLite', {});
const mariaDb = await createMariaDb();
if (mariaDb) {
  try {
    await measure('MariaDB', { DATABASE_URL: mariaDb.url });
  } finally {
    await mariaDb.remove();
  }
} else tell('Skipped, because not found: MariaDB (mariadb-server, or BENCH_MARIADB_URL)');
const head = ['rotations', 'sessions', 'rotations/s', 'bare UPDATE/s', 'of bare'];
process.stdout.write(`${table(head, lines.map(cells))}\n\nWanted: at least 0.50 of bare.\n`);
for (const name of new Set(lines.map((line) => line.name))) {
  const [few, ...more] = lines.filter((line) => line.name === name);
  for (const many of more) {
    const ratio = (few.perSecond / many.perSecond).toFixed(2);
    process.stdout.write(`${name}: ${few.rows} / ${many.rows} rows: ${ratio} (wanted <= 1.20)\n`);
  }
}

async function measure(database, settings) {
  const installation = await install(settings);
  const { environment, password } = installation;
  try {
    for (const rows of steps) {
      tell(`${database}: filling up to ${rows} sessions`);
      await fillSessions(environment, rows);
      for (const [format, state] of Object.entries(FORMATS)) {
        const service = await MainProcess.start({
          ...environment,
          MODULES: `jwt-user-token=${state},refresh-session=enabled`,
          SESSION_MAX_PER_USER: '1000',
          ADDRESS_BUDGET_PER_MINUTE: '0',
          LOG_LEVEL: 'warn',
        });
        try {
          const cookies = await signIn(service.url, password);
          await rotate(service.url, cookies, seconds);
          const samples = [];
          for (let round = 1; round <= rounds; round += 1) {
            tell(`${database}, ${rows} sessions, ${format}: round ${round} of ${rounds}`);
            const before = await bareUpdates(environment, seconds / 2);
            const perSecond = await rotate(service.url, cookies, seconds);
            const after = await bareUpdates(environment, seconds / 2);
            samples.push({ perSecond, bare: (before + after) / 2 });
          }
          lines.push(summary(`${database}, ${format}`, rows, samples));
        } finally {
          await service.stop();
        }
      }
    }
  } finally {
    await installation.remove();
  }
}

function summary(name, rows, samples) {
  const of = (value) => median(samples.map(value));
  return {
    name,
    rows,
    perSecond: of(({ perSecond }) => perSecond),
    bare: of(({ bare }) => bare),
    ratio: of(({ perSecond, bare }) => perSecond / bare),
  };
}

function cells({ name, rows, perSecond, bare, ratio }) {
  return [name, String(rows), perSecond.toFixed(0), bare.toFixed(0), ratio.toFixed(2)];
}
