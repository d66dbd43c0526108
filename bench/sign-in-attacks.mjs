/**
 * `npm run build && node bench/sign-in-attacks.mjs`: whether the time of a refusal tells who is
 * there, and what a flood of sign-ins does to everybody else. See README.md beside this file.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { requireBuild } from './built-service.mjs';
import { install } from './installation.mjs';
import { MainProcess } from './main-process.mjs';
import { median } from './median.mjs';
import { table } from './table.mjs';

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '15' },
    clients: { type: 'string', default: '1000' },
  },
});
const [samples, seconds, clients] = [values.samples, values.seconds, values.clients].map(Number);
const SIGN_IN = '/rest/V1/integration/admin/token';
const tell = (line) => process.stderr.write(`${line}\n`);

requireBuild();
const { environment, password, remove } = await install();
const service = await MainProcess.start({
  ...environment,
  ADDRESS_BUDGET_PER_MINUTE: '0',
  // Failures are counted, and lock nobody meanwhile.
  SIGN_IN_LOCK_MAX_FAILURES: '1000',
  LOG_LEVEL: 'fatal',
  NODE_OPTIONS: `--import=${new URL('event-loop-probe.mjs', import.meta.url).href}`,
});
try {
  await compareRefusals();
  await flood();
} finally {
  await service.stop();
  await remove();
}

/** One at a time, in turns, so that whatever else happens on the machine happens to all. */
async function compareRefusals() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const names = {
    'wrong password': () => 'admin',
    'unknown name': () => 'nobody',
    'unknown names, each once': (round) => `nobody-${round}`,
  };
  const times = Object.fromEntries(Object.keys(names).map((name) => [name, []]));
  for (let round = -10; round < samples; round += 1)
    for (const [name, usernameOf] of Object.entries(names)) {
      const { status, milliseconds } = await signIn(usernameOf(round), 'wrong', agent);
      if (status !== 401) throw new Error(`${name}: ${status}`);
      if (round >= 0) times[name].push(milliseconds);
    }
  agent.destroy();
  const known = median(times['wrong password']);
  const rows = Object.entries(times).map(([name, each]) => {
    const middle = median(each);
    const change = `${((middle / known - 1) * 100).toFixed(2)} %`;
    return [name, middle.toFixed(3), percentile(each, 0.99).toFixed(3), change];
  });
  process.stdout.write(`${table(['refusal', 'median ms', 'p99 ms', 'against it'], rows)}\n`);
  process.stdout.write(`\nWanted: medians within 2 %. ${samples} of each.\n\n`);
}

/** More clients than there are places in the queue, each of which asks again at once. */
async function flood() {
  const { token } = await signIn('admin', password);
  const quiet = await verifications(token, seconds / 3);
  const calm = await eventLoop();
  tell(`${clients} clients sign in for ${seconds} s`);
  const counts = {};
  const until = performance.now() + seconds * 1_000;
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const flooding = Array.from({ length: clients }, async (_, index) => {
    while (performance.now() < until) {
      const { status, retryAfter } = await signIn(`stranger-${index}`, 'wrong', agent).catch(
        () => ({}),
      );
      const what = `${status ?? 'no answer'}${retryAfter ? ' with Retry-After' : ''}`;
      counts[what] = (counts[what] ?? 0) + 1;
      // A client that was turned away comes back soon, not at once: the generator shares the cores.
      if (status === 503) await sleep(500);
    }
  });
  await sleep(1_000);
  await eventLoop();
  const loaded = await verifications(token, seconds - 2);
  const busy = await eventLoop();
  await Promise.all(flooding);
  agent.destroy();
  const row = (name, each, loop) => [
    name,
    String(each.length),
    ...[median(each), percentile(each, 0.99)].map((ms) => ms.toFixed(2)),
    ...loop.map((ms) => ms.toFixed(2)),
  ];
  const head = ['verification', 'requests', 'median ms', 'p99 ms', 'loop median', 'p99', 'max'];
  process.stdout.write(
    `${table(head, [row('alone', quiet, calm), row('in the flood', loaded, busy)])}\n\n` +
      `The flood: ${JSON.stringify(counts)}\n` +
      'Wanted: 503 with Retry-After, verification as fast as alone, event loop p99 below 20 ms.\n',
  );
}

async function verifications(token, duration) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const until = performance.now() + duration * 1_000;
  const times = [];
  while (performance.now() < until) {
    const headers = { authorization: `Bearer ${token}` };
    const { status, milliseconds } = await send('GET', '/rest/V1/modules', headers, '', agent);
    if (status !== 200) throw new Error(`verification: ${status}`);
    times.push(milliseconds);
    await sleep(2);
  }
  agent.destroy();
  return times;
}

async function eventLoop() {
  const said = () => [...service.output.matchAll(/^event-loop (\S+) (\S+) (\S+)$/gm)];
  const before = said().length;
  service.child.kill('SIGWINCH');
  while (said().length === before) await sleep(10);
  return said().at(-1).slice(1).map(Number);
}

async function signIn(username, secret, agent) {
  const body = JSON.stringify({ username, password: secret });
  const answer = await send('POST', SIGN_IN, { 'content-type': 'application/json' }, body, agent);
  return { ...answer, token: answer.status === 200 ? JSON.parse(answer.text) : undefined };
}

function send(method, path, headers, body, agent) {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const sent = request(service.url + path, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          retryAfter: response.headers['retry-after'],
          text,
          milliseconds: performance.now() - since,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function percentile(times, share) {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)];
}
