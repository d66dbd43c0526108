import 'reflect-metadata';
import { runConsole } from './console/index.js';
import { loadDotEnv } from './installation.js';

// A reader that has seen enough, such as `head`, is no reason to fail.
process.stdout.on('error', () => {});

process.exitCode = await runConsole(process.argv.slice(2), process, () => {
  loadDotEnv();
  return process.env;
});
