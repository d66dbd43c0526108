/**
 * `npm run build && node bench/signed-requests.mjs`: what a request costs that is signed by
 * OAuth 1.0a, beside the bare insert of its nonce in the same minute. See README.md beside this file.
 */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import { bareStatements } from './bare-statements.mjs';
import { CLI, MODULES_FILE, requireBuild } from './built-service.mjs';
import { onEachDatabase } from './databases.mjs';
import { MainProcess } from './main-process.mjs';
import { median } from './median.mjs';
import { NONCE_INSERT } from './nonce-insert.mjs';
import { bearerRequest, getLoad, signedRequests } from './signed-load.mjs';
import { table } from './table.mjs';
import { atLeast, targetTable } from './targets.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
/** More requests a second than there will be; each can be sent once. */
const MOST_PER_SECOND = 40_000;
const WARM_UP_SECONDS = 4;
const SETTINGS = { OAUTH_INTEGRATION_AS_BEARER: 'true', LOG_LEVEL: 'warn' };

const run = promisify(execFile);
const tell = (line) => process.stderr.write(`${line}\n`);

requireBuild();
const lines = [];
await onEachDatabase(measure, tell, values.only?.split(','));
const head = ['signed requests', 'signed/s', 'p99 ms', 'bearer/s', 'insert/s', 'of insert'];
const rows = lines.map((line) => [
  line.name,
  line.signed.toFixed(0),
  line.p99.toFixed(1),
  line.bearer.toFixed(0),
  line.insert.toFixed(0),
  line.ofInsert.toFixed(2),
]);
const targets = lines.flatMap(({ name, signed, ofInsert }) => [
  atLeast(`${name}, signed requests`, signed, 1_000, '/s', 0),
  atLeast(`${name}, signed / bare insert`, ofInsert, 0.5, ' x', 2),
]);
process.stdout.write(`${table(head, rows)}\n\n${targetTable(targets)}\n`);

async function measure(database, { environment }) {
  const credentials = await createIntegration(environment);
  const service = await MainProcess.start({ ...environment, ...SETTINGS });
  try {
    const { url } = service;
    const signed = (duration) => {
      const requests = signedRequests(url, credentials, duration * MOST_PER_SECOND);
      return getLoad(url, () => requests.pop(), duration);
    };
    const bearer = (duration) => {
      const request = bearerRequest(url, credentials);
      return getLoad(url, () => request, duration);
    };
    const insert = (relaxed) =>
      bareStatements(environment, seconds / 2, { ...NONCE_INSERT, relaxed });
    tell(`${database}: warming up`);
    await signed(WARM_UP_SECONDS);
    await bearer(WARM_UP_SECONDS / 2);
    const samples = [];
    for (let round = 1; round <= rounds; round += 1) {
      tell(`${database}: round ${round} of ${rounds}`);
      const durable = await insert(false);
      const relaxed = await insert(true);
      const { perSecond, p99 } = await signed(seconds);
      samples.push({
        signed: perSecond,
        p99,
        bearer: (await bearer(seconds)).perSecond,
        durable,
        relaxed,
      });
    }
    // The service's own nonces do not wait for SQLite's disk; a bare insert does where it is one of
    // the ordinary kind. Both are shown, since each is somebody's idea of the bare rate.
    lines.push(summary(database, samples, 'durable'));
    if (!environment.DATABASE_URL) lines.push(summary(`${database}, relaxed`, samples, 'relaxed'));
  } finally {
    await service.stop();
  }
}

async function createIntegration(environment) {
  const env = { PATH: process.env.PATH, MODULES_FILE, ...environment };
  const create = ['integration:create', '--name', 'bench', '--resources', 'all', '--activate'];
  const { stdout } = await run(process.execPath, [CLI, ...create, '--json'], {
    env,
    cwd: tmpdir(),
  });
  return JSON.parse(stdout);
}

function summary(name, samples, kind) {
  const of = (value) => median(samples.map(value));
  return {
    name,
    signed: of(({ signed }) => signed),
    p99: of(({ p99 }) => p99),
    bearer: of(({ bearer }) => bearer),
    insert: of((sample) => sample[kind]),
    ofInsert: of((sample) => sample.signed / sample[kind]),
  };
}
