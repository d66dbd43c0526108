/**
 * `npm run bench`: what a request, a sign-in and a start cost. See README.md beside this file.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { requireBuild } from './built-service.mjs';
import { fillTokenTable, ROWS } from './fill-table.mjs';
import { install } from './installation.mjs';
import { measureIssuing } from './issue-rate.mjs';
import { createMariaDb } from './mariadb.mjs';
import { readOptions } from './options.mjs';
import { report } from './report.mjs';
import { CONNECTIONS, measureRequests, subjects } from './request-cost.mjs';
import { measureStartUp } from './start-up.mjs';
import { judge } from './targets.mjs';

const tell = (line) => process.stderr.write(`${line}\n`);

const options = readOptions(process.argv.slice(2));
requireBuild();
if (options.profile) await mkdir(options.profile, { recursive: true });

const removals = [];
const about = {
  node: process.version,
  cores: availableParallelism(),
  connections: CONNECTIONS,
  rounds: options.rounds,
  seconds: options.seconds,
};
const figures = {};
try {
  const sqlite = await installed();
  if (options.parts.has('start-up')) figures.startUp = await measureStartUp(sqlite, options, tell);
  if (options.parts.has('issuing')) figures.issuing = await measureIssuing(sqlite, options, tell);
  if (options.parts.has('requests')) {
    const all = subjects(await filled(sqlite), await installedOnMariaDb());
    figures.requests = await measureRequests(all, options, tell);
  }
} finally {
  for (const remove of removals.toReversed()) await remove();
}
const targets = judge(figures);
process.stdout.write(
  `Node ${about.node}, ${about.cores} cores, ${about.rounds} rounds of ${about.seconds} s, ` +
    `${about.connections} connections\n\n${report({ ...figures, targets })}`,
);
if (options.json)
  await writeFile(options.json, `${JSON.stringify({ about, ...figures, targets }, null, 2)}\n`);

async function installed(settings) {
  const installation = await install(settings);
  removals.push(installation.remove);
  return installation;
}

async function filled(installation) {
  tell(`writing ${ROWS} opaque tokens`);
  await fillTokenTable(installation.environment);
  return installation;
}

async function installedOnMariaDb() {
  const database = await createMariaDb();
  if (!database) {
    tell('Skipped, because not found: MariaDB (mariadb-server, or BENCH_MARIADB_URL)');
    return undefined;
  }
  removals.push(database.remove);
  return filled(await installed({ DATABASE_URL: database.url }));
}
