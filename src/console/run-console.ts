import type { Environment } from '../kernel/index.js';
import { MODULES_FOLDER } from '../installation.js';
import { executeCommandLine } from './execute-command-line.js';
import { printError, printResult } from './print.js';
import type { ConsoleStreams } from './stream-terminal.js';
import { SwitchboardAccess, type ModuleSources } from './switchboard-access.js';

const SHIPPED: ModuleSources = { folders: [MODULES_FOLDER] };

/**
 * Runs one command line, from its words to what it prints.
 *
 * @param args Without the interpreter and the program.
 * @param readEnvironment Called once; what it throws is printed like a command's error.
 * @param sources Defaults to the modules this package ships.
 * @returns The exit code.
 */
export async function runConsole(
  args: readonly string[],
  streams: ConsoleStreams,
  readEnvironment: () => Environment,
  sources: ModuleSources = SHIPPED,
): Promise<0 | 1> {
  const json = args.includes('--json');
  let environment: Environment = {};
  try {
    environment = readEnvironment();
    const access = new SwitchboardAccess(environment, sources);
    const result = await executeCommandLine(args, access, streams);
    printResult(result, streams, json);
    return result.exitCode ?? 0;
  } catch (error) {
    printError(error, streams, { json, stack: environment['LOG_LEVEL'] === 'debug' });
    return 1;
  }
}
