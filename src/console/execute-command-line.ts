import type { ConsoleResult } from '../contract/index.js';
import { compose, type Composition, type ConsoleCommandType } from '../kernel/index.js';
import { parseCommandLine, type Invocation } from './command-line.js';
import { describeError } from '../describe-error.js';
import { OWN_COMMANDS } from './own-commands.js';
import { runApplication } from './run-application.js';
import { StreamTerminal, type ConsoleStreams } from './stream-terminal.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/**
 * Finds the command and runs it: our own as they are, those of modules inside the application.
 *
 * @param args Without the interpreter and the program.
 * @throws {DomainError} When there is no such command, or it refuses.
 */
export async function executeCommandLine(
  args: readonly string[],
  access: SwitchboardAccess,
  streams: ConsoleStreams,
): Promise<ConsoleResult> {
  const own = OWN_COMMANDS.find(({ spec }) => spec.name === args[0]);
  if (own) {
    const line = parseCommandLine([own.spec], args);
    if ('help' in line) return helpResult(line.help);
    return new own(access, streams).run(line.args, line.options, new StreamTerminal(streams));
  }
  const composed = await tryToCompose(access);
  if ('obstacle' in composed) return listOwnCommands(args, composed.obstacle);
  return executeModuleCommand(args, composed.composition, access, streams);
}

type Composed = { readonly composition: Composition } | { readonly obstacle: unknown };

async function tryToCompose(access: SwitchboardAccess): Promise<Composed> {
  try {
    return { composition: await compose(await access.open(), access.environment) };
  } catch (obstacle) {
    return { obstacle };
  }
}

/** All that is left without modules; whatever else was asked for fails as they did. */
function listOwnCommands(args: readonly string[], obstacle: unknown): ConsoleResult {
  const [first = '--help'] = args;
  if (!['help', '-h', '--help'].includes(first)) throw obstacle;
  const remark = `The commands of modules are missing: ${describeError(obstacle).message}`;
  const line = parseCommandLine(
    OWN_COMMANDS.map(({ spec }) => spec),
    args,
    remark,
  );
  return helpResult('help' in line ? line.help : '');
}

async function executeModuleCommand(
  args: readonly string[],
  composition: Composition,
  { environment }: SwitchboardAccess,
  streams: ConsoleStreams,
): Promise<ConsoleResult> {
  const specs = [...OWN_COMMANDS, ...composition.commands].map(({ spec }) => spec);
  const line = parseCommandLine(specs, args);
  if ('help' in line) return helpResult(line.help);
  const type = commandNamed(composition, line);
  return runApplication(composition, environment, streams.stderr, (application) =>
    application
      .get(type, { strict: false })
      .run(line.args, line.options, new StreamTerminal(streams)),
  );
}

const commandNamed = ({ commands }: Composition, { name }: Invocation): ConsoleCommandType =>
  commands.find(({ spec }) => spec.name === name)!;

const helpResult = (help: string): ConsoleResult => ({ text: help.trimEnd(), json: help });
