import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const FOLDER = fileURLToPath(new URL('../acceptance/', import.meta.url));

/** Debian's, which Debian's packages are for; another one may come first in the path. */
const PYTHON = '/usr/bin/python3';

const PROGRAMS: Readonly<Record<string, string>> = { '.php': 'php', '.py': PYTHON };

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

export async function phpOauthIsThere(): Promise<boolean> {
  return canRun('php', ['-m'], 'OAuth', 'PHP with OAuth (apt-get install php-cli php-oauth)');
}

export async function requestsOauthlibIsThere(): Promise<boolean> {
  const name = 'requests-oauthlib (apt-get install python3-requests-oauthlib)';
  return canRun(PYTHON, ['-c', 'import requests_oauthlib'], '', name);
}

/** Runs a client in a process of its own. @throws {Error} With what it said, when it fails. */
export async function runClient(script: string, account: Account): Promise<Got> {
  return runScript(script, {
    MAGENTO_URL: account.url,
    MAGENTO_USERNAME: account.username,
    MAGENTO_PASSWORD: account.password,
  });
}

/** The same for one that signs. @param keys What it signs with, or was posted. */
export async function runSigner(script: string, url: string, keys: object): Promise<Got> {
  return runScript(script, { MAGENTO_URL: url, OAUTH_KEYS: JSON.stringify(keys) });
}

async function runScript(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Got> {
  const program = PROGRAMS[extname(script)] ?? process.execPath;
  const { stdout } = await run(program, [join('clients', script)], {
    cwd: FOLDER,
    timeout: CLIENT_TIMEOUT_MS,
    // Plain http, as these services have it: oauthlib asks for that by name.
    env: { PATH: process.env.PATH, OAUTHLIB_INSECURE_TRANSPORT: '1', ...environment },
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
