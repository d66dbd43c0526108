import { Command, CommanderError } from 'commander';
import type { ConsoleCommandSpec, ConsoleOptions } from '../contract/index.js';
import { UsageError } from './errors.js';

/** A command with what it was given. */
export interface Invocation {
  readonly name: string;
  readonly args: readonly string[];
  readonly options: ConsoleOptions;
}

/** What a command line asks for: help, which is printed as it is, or a command. */
export type CommandLine = { readonly help: string } | Invocation;

/**
 * Parses a command line; runs nothing.
 *
 * @param args Without the interpreter and the program.
 * @param remark A last line for the list of commands.
 * @throws {UsageError} When it is none of the commands, or not as its spec says.
 */
export function parseCommandLine(
  specs: readonly ConsoleCommandSpec[],
  args: readonly string[],
  remark = '',
): CommandLine {
  let help = '';
  let invocation: Invocation | undefined;
  const program = new Command('tokenwright')
    .usage('<command> [options]')
    .description('Operates the token service.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => (help += text), outputError: () => {} })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText('after', `\nEvery command has --help and --json. Exit code: 0 done, 1 refused.`)
    .addHelpText('after', remark);
  for (const spec of specs.toSorted(inHelpOrder))
    declare(program, spec).action((...parameters) => {
      const command = parameters.at(-1) as Command;
      invocation = { name: spec.name, args: command.args, options: command.opts() };
    });
  try {
    program.parse(args.length > 0 ? args : ['--help'], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(withoutValues(error.message));
  }
  return invocation ?? { help };
}

function declare(program: Command, spec: ConsoleCommandSpec): Command {
  const command = program
    .command(spec.name)
    .description(spec.summary)
    .helpGroup(groupOf(spec) ? `${groupOf(spec)}:` : 'Commands:');
  for (const [notation, help] of spec.arguments ?? []) command.argument(notation, help);
  for (const [notation, help] of spec.requiredOptions ?? []) command.requiredOption(notation, help);
  for (const [notation, help] of spec.options ?? []) command.option(notation, help);
  return command.option('--json', 'print one JSON value');
}

/** `admin` of `admin:user:create`; empty for `migrate`. */
const groupOf = ({ name }: ConsoleCommandSpec): string =>
  name.includes(':') ? name.slice(0, name.indexOf(':')) : '';

/** Those without a group first. */
const inHelpOrder = (one: ConsoleCommandSpec, other: ConsoleCommandSpec): number =>
  groupOf(one) === groupOf(other)
    ? one.name.localeCompare(other.name, 'en')
    : groupOf(one).localeCompare(groupOf(other), 'en');

/** What is not an option may still have been given a secret: `--pass=...`, `-p...`. */
const withoutValues = (message: string): string =>
  message
    .replace(/^error: /, '')
    .replace(/^(unknown option '(?:--[^'=]*|-[^-]))[^]*?'(?=$|\n)/, "$1'");
