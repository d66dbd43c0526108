export { runConsole } from './run-console.js';
export type { ConsoleStreams } from './stream-terminal.js';
export type { ModuleSources } from './switchboard-access.js';
