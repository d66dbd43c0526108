import 'reflect-metadata';
import { DomainError } from './contract/index.js';
import { loadDotEnv } from './installation.js';
import { startServer } from './server.js';

try {
  loadDotEnv();
  await startServer(process.env, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  const reason = error instanceof DomainError ? error.render() : String(error);
  process.stderr.write(`Tokenwright cannot start: ${reason}\n`);
  process.exit(1);
}
