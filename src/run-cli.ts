import 'reflect-metadata';
import { runConsole } from './console/index.js';
import { loadDotEnv } from './installation.js';

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  // A reader that has seen enough, such as `head`, is no reason to fail.
  if (code === 'EPIPE') return;
  process.stderr.write(`The answer could not be written: ${code}.\n`);
  process.exitCode = 1;
});

const exitCode = await runConsole(process.argv.slice(2), process, () => {
  loadDotEnv();
  return process.env;
});
process.exitCode ||= exitCode;
