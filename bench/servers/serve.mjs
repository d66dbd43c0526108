/**
 * One server in a process of its own. Takes its kind and options as JSON in the first argument;
 * tells the parent where it listens; answers each message with what it has used so far.
 */
import { Session } from 'node:inspector/promises';
import { writeFile } from 'node:fs/promises';

const STARTS = {
  'bare-node': async () => (await import('./bare-node.mjs')).startBareNode(),
  'bare-fastify': async () => (await import('./bare-fastify.mjs')).startBareFastify(),
  'bare-issuer': async () => (await import('./bare-issuer.mjs')).startBareIssuer(),
  'bare-rotation': async (options) =>
    (await import('./bare-rotation.mjs')).startBareRotation(options),
  tokenwright: async (options) => (await import('./tokenwright.mjs')).startTokenwright(options),
};

const { kind, options } = JSON.parse(process.argv[2]);
const { server, tokens = [] } = await STARTS[kind](options);

let requests = 0;
server.on('request', () => {
  requests += 1;
});

const inspector = new Session();

const ANSWERS = {
  usage: async () => {
    const { user, system } = process.cpuUsage();
    return { cpuMicroseconds: user + system, requests, at: performance.now() };
  },
  'start-profile': async () => {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
  },
  'stop-profile': async ({ file }) => {
    const { profile } = await inspector.post('Profiler.stop');
    await writeFile(file, JSON.stringify(profile));
  },
};

process.on('message', ({ ask, ...details }) => {
  ANSWERS[ask](details).then(
    (answer) => process.send(answer ?? {}),
    (error) => process.send({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send({ port: server.address().port, tokens });
