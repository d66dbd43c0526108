import 'reflect-metadata';
import { describeError } from './describe-error.js';
import { loadDotEnv } from './installation.js';
import { startServer } from './server.js';

try {
  loadDotEnv();
  await startServer(process.env, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`Tokenwright cannot start: ${describeError(error).message}\n`);
  process.exit(1);
}
