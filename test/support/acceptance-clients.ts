import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const FOLDER = fileURLToPath(new URL('../acceptance/', import.meta.url));

const INSTALL_TIMEOUT_MS = 120_000;
const CLIENT_TIMEOUT_MS = 60_000;

/** What a client needs to know of a shop. */
export interface Account {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** What a client got. */
export interface Got {
  readonly token?: string;
  readonly answer: unknown;
}

/** Installs the clients, once; they have dependencies of their own, which the product does not. */
export async function clientsAreThere(): Promise<boolean> {
  // npm writes it last.
  if (existsSync(join(FOLDER, 'node_modules/.package-lock.json'))) return true;
  try {
    await run('npm', ['ci'], { cwd: FOLDER, timeout: INSTALL_TIMEOUT_MS });
    return true;
  } catch {
    return missing('the clients of test/acceptance (npm ci there)');
  }
}

export async function curlIsThere(): Promise<boolean> {
  return canRun('curl', ['--version'], '', 'curl (apt-get install curl)');
}

export async function phpIsThere(): Promise<boolean> {
  return canRun('php', ['-m'], 'curl', 'PHP with curl (apt-get install php-cli php-curl)');
}

/** Runs a client in a process of its own. @throws {Error} With what it said, when it fails. */
export async function runClient(script: string, account: Account): Promise<Got> {
  const program = script.endsWith('.php') ? 'php' : process.execPath;
  const { stdout } = await run(program, [join('clients', script)], {
    cwd: FOLDER,
    timeout: CLIENT_TIMEOUT_MS,
    env: {
      PATH: process.env.PATH,
      MAGENTO_URL: account.url,
      MAGENTO_USERNAME: account.username,
      MAGENTO_PASSWORD: account.password,
    },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Got;
}

/** @returns What curl printed. @throws {Error} With what it said, when it fails. */
export async function runCurl(args: readonly string[], input = ''): Promise<string> {
  const options = ['--silent', '--show-error', '--globoff', '--max-time', '20'];
  const running = run('curl', [...options, ...args], { timeout: CLIENT_TIMEOUT_MS });
  running.child.stdin?.end(input);
  return (await running).stdout;
}

async function canRun(
  program: string,
  args: readonly string[],
  expected: string,
  name: string,
): Promise<boolean> {
  try {
    const { stdout } = await run(program, args);
    if (stdout.includes(expected)) return true;
  } catch {
    // Said below.
  }
  return missing(name);
}

function missing(name: string): false {
  const line = `Skipped, because not found: ${name}`;
  if (process.env.REQUIRE_EVERYTHING) throw new Error(line);
  process.stdout.write(`${line}\n`);
  return false;
}
