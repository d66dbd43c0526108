import { describe, expect, it } from 'vitest';
import { ConsoleBench, fixtureModule } from '../../test/support/console-bench.js';
import {
  ConsoleCommand,
  SignInFailedError,
  type ConsoleOptions,
  type ConsoleResult,
  type Terminal,
} from '../contract/index.js';

class UserCreateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'user:create',
    summary: 'Creates a user.',
    arguments: [['<tags...>', 'labels']] as const,
    requiredOptions: [['--username <name>', 'name to sign in with']] as const,
    options: [['--password-stdin', 'read the password from standard input']] as const,
  };

  override async run(
    args: readonly string[],
    { username, passwordStdin }: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult> {
    if (username === 'bug') throw new Error('first\n  second');
    if (username === 'stranger') throw new SignInFailedError();
    const input = passwordStdin
      ? await terminal.readInput()
      : await terminal.askSecret('Password: ', '--password-stdin');
    return {
      text: `Created\u001b[2J ${username}.`,
      json: { username, args, length: input.length },
    };
  }
}

const manifests = [fixtureModule('user', [], { commands: [UserCreateCommand] })];
const on = (): ConsoleBench => new ConsoleBench({ user: 'enabled' }, manifests);

describe('the command line', () => {
  it('lists all commands, in groups, on its own and with --help', async () => {
    const { code, out, err } = await on().run('');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const names = [...out.matchAll(/^ {2}([a-z:]+) {2}/gm)].map(([, name]) => name);
    expect(names).toEqual([
      'migrate',
      'help',
      'di:preferences',
      'module:disable',
      'module:enable',
      'module:status',
      'user:create',
    ]);
    expect(await on().run('--help')).toEqual({ code, out, err });
  });

  it('has help for each command', async () => {
    const { code, out } = await on().run('user:create --help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: tokenwright user:create [options] <tags...>\n');
    expect(out).toContain('--json');
  });

  it('runs a command of a module inside the application', async () => {
    const line = 'user:create a b --username ann --password-stdin';
    const answer = await on().run(`${line} --json`, {}, 'pässword\n');
    expect(answer).toEqual({
      code: 0,
      out: '{"username":"ann","args":["a","b"],"length":9}\n',
      err: '',
    });
  });

  it('lets no control character through to the terminal', async () => {
    const answer = await on().run('user:create a --username ann --password-stdin');
    expect(answer.out).toBe('Created\ufffd[2J ann.\n');
  });

  it('prints a refusal in one line and exits with 1', async () => {
    const line = 'user:create a --username stranger';
    const message =
      'The account sign-in was incorrect or your account is disabled temporarily. ' +
      'Please wait and try again later.';
    expect(await on().run(line)).toEqual({ code: 1, out: '', err: `${message}\n` });
    expect(await on().run(`${line} --json`)).toEqual({
      code: 1,
      out: `${JSON.stringify({ error: { code: 'SIGN_IN_FAILED', message } })}\n`,
      err: '',
    });
  });

  it('prints a bug in one line, with its stack only for LOG_LEVEL=debug', async () => {
    const line = 'user:create a --username bug';
    const err = 'Unexpected error: first second\n';
    expect(await on().run(line)).toEqual({ code: 1, out: '', err });
    const debug = await on().run(line, { LOG_LEVEL: 'debug' });
    expect(debug.err.startsWith(err)).toBe(true);
    expect(debug.err).toContain('at UserCreateCommand.run');
  });

  it('says that nobody can be asked', async () => {
    expect((await on().run('user:create a --username ann')).err).toBe(
      'Nobody can be asked: standard input is not a terminal. Use --password-stdin.\n',
    );
  });

  it.each([
    ['modul:status', "unknown command 'modul:status' (Did you mean module:status?)"],
    ['user:create --username ann', "missing required argument 'tags'"],
    ['user:create a', "required option '--username <name>' not specified"],
    ['user:create a --username ann --password=hunter2', "unknown option '--password'"],
    ['user:create a --username ann -phunter2', "unknown option '-p'"],
    ['migrate now', "too many arguments for 'migrate'. Expected 0 arguments but got 1."],
  ])('refuses "%s" in one line', async (line, message) => {
    expect(await on().run(line)).toEqual({ code: 1, out: '', err: `${message}\n` });
    expect(await on().run(`${line} --json`)).toEqual({
      code: 1,
      out: `${JSON.stringify({ error: { code: 'CONSOLE_USAGE', message } })}\n`,
      err: '',
    });
  });

  it('still shows help when the modules do not fit together, and fails anything else', async () => {
    const bench = new ConsoleBench({ gone: 'enabled' }, manifests);
    const help = await bench.run('--help');
    expect(help.code).toBe(0);
    expect(help.out).toContain('  module:enable ');
    expect(help.out).toContain("The commands of modules are missing: Unknown module(s): 'gone'\n");
    expect(await bench.run('user:create --help')).toEqual({
      code: 1,
      out: '',
      err: "Unknown module(s): 'gone'\n",
    });
  });

  it('names the setting that keeps the application from starting, never its value', async () => {
    const DATABASE_URL = 'postgres://root:hidden@db/x';
    expect(await on().run('user:create a --username ann', { DATABASE_URL })).toEqual({
      code: 1,
      out: '',
      err: 'Setting DATABASE_URL is not valid: must be a mariadb:// or mysql:// URL.\n',
    });
  });
});
