import { join } from 'node:path';
import { load } from './load.mjs';
import { median } from './median.mjs';
import { pacedLoad } from './paced-load.mjs';
import { ServerProcess } from './server-process.mjs';

export const CONNECTIONS = 32;
/** Different tokens that are sent in turn, so that no answer is remembered from the last request. */
const TOKENS = 500;
/** Little enough for the slowest of the servers, on a machine that does something else as well. */
export const PER_SECOND = 2_000;
/** Until the code is compiled and the heap has its size. */
const WARM_UP_SECONDS = 5;

const OPEN = '/rest/V1/bench/open';
const GUARDED = '/rest/V1/bench/guarded';

/**
 * One kind of request, and the server that answers it.
 *
 * @typedef {object} Subject
 * @property {string} name
 * @property {'bare-node' | 'bare-fastify' | 'tokenwright'} kind
 * @property {string} path
 * @property {object} options For the server process.
 */

/**
 * @param {import('./installation.mjs').Installation} sqlite
 * @param {import('./installation.mjs').Installation | undefined} mariaDb
 * @returns {Subject[]} Everything that is compared.
 */
export function subjects(sqlite, mariaDb) {
  const ours = (name, path, { environment }, jwt) => ({
    name,
    kind: 'tokenwright',
    path,
    options: { environment, jwt, tokens: path === GUARDED ? TOKENS : 0 },
  });
  return [
    { name: 'bare node:http', kind: 'bare-node', path: OPEN, options: {} },
    { name: 'bare Fastify', kind: 'bare-fastify', path: OPEN, options: {} },
    ours('unguarded', OPEN, sqlite, 'enabled'),
    ours('guarded, JWT', GUARDED, sqlite, 'enabled'),
    ours('guarded, opaque on SQLite', GUARDED, sqlite, 'disabled'),
    ...(mariaDb ? [ours('guarded, opaque on MariaDB', GUARDED, mariaDb, 'disabled')] : []),
  ];
}

/**
 * Measures every subject once per round, so that a disturbance of the machine meets all of them.
 *
 * @param {readonly Subject[]} all
 * @param {import('./options.mjs').Options} options
 * @param {(line: string) => void} tell
 */
export async function measureRequests(all, { rounds, seconds, profile }, tell) {
  const running = [];
  try {
    for (const subject of all) {
      const server = await ServerProcess.start(subject.kind, subject.options);
      running.push({ ...subject, server, samples: [] });
    }
    tell(`warming up, ${all.length} servers`);
    for (const subject of running) await sample(subject, WARM_UP_SECONDS / 2);
    for (let round = 1; round <= rounds; round += 1) {
      tell(`requests, round ${round} of ${rounds}`);
      for (const subject of running) subject.samples.push(await sample(subject, seconds));
    }
    if (profile) for (const subject of running) await writeProfile(subject, seconds, profile);
  } finally {
    await Promise.all(running.map(({ server }) => server.stop()));
  }
  return summary(running);
}

/** Processor time and requests are counted by the server: the load generator's do not matter. */
async function sample({ server, path }, seconds) {
  const { host } = new URL(server.url);
  const tokens = server.tokens.length > 0 ? server.tokens : [undefined];
  const headers = tokens.map((token) =>
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
  const steady = await cost(server, () =>
    pacedLoad(server.url, {
      seconds,
      perSecond: PER_SECOND,
      connections: CONNECTIONS,
      requests: headers.map((each) => rawRequest(path, { host, ...each })),
    }),
  );
  const busy = await cost(server, () =>
    load(server.url, {
      seconds,
      connections: CONNECTIONS,
      requests: headers.map((each) => ({ method: 'GET', path, headers: each })),
    }),
  );
  return { steady: steady.cpuMicroseconds, busy: busy.cpuMicroseconds, perSecond: busy.perSecond };
}

const rawRequest = (path, headers) => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
};

async function cost(server, work) {
  const before = await server.usage();
  await work();
  const after = await server.usage();
  const answered = after.requests - before.requests;
  return {
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / answered,
    perSecond: (answered * 1_000) / (after.at - before.at),
  };
}

async function writeProfile(subject, seconds, folder) {
  const name = subject.name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
  await subject.server.ask('start-profile');
  await sample(subject, seconds);
  await subject.server.ask('stop-profile', { file: join(folder, `${name}.cpuprofile`) });
}

/** Ratios are taken within a round, where both sides saw the same machine, and then the median. */
function summary(measured) {
  const samplesOf = (name) => measured.find((subject) => subject.name === name).samples;
  const middle = (samples, load) => median(samples.map((each) => each[load]));
  const ratio = (samples, base, load) =>
    median(samples.map((each, round) => each[load] / samplesOf(base)[round][load]));
  const figures = (samples, load) => ({
    cpuMicroseconds: middle(samples, load),
    toFastify: ratio(samples, 'bare Fastify', load),
    toUnguarded: ratio(samples, 'unguarded', load),
  });
  return measured.map(({ name, samples }) => ({
    name,
    steady: figures(samples, 'steady'),
    busy: figures(samples, 'busy'),
    perSecond: middle(samples, 'perSecond'),
    samples,
  }));
}
