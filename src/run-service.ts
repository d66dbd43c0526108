import 'reflect-metadata';
import { describeError } from './describe-error.js';
import { loadDotEnv } from './installation.js';
import { startServer } from './server.js';

// A disk that is full, or a reader that has gone, is no reason to stop what works.
process.stdout.on('error', () => {});

const tell = (line: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });

try {
  loadDotEnv();
  await startServer(process.env, tell);
} catch (error) {
  process.stderr.write(`Tokenwright cannot start: ${describeError(error).message}\n`);
  process.exit(1);
}
