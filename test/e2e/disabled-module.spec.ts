import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { Installation } from '../support/service-process.js';

const LIST_REQUIRED = fileURLToPath(new URL('../support/list-required.cjs', import.meta.url));

/** Notes every file that Node loads, as ESM or as CommonJS, from its very first one on. */
const NOTE_LOADED = `data:text/javascript,import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  import { writeSync } from 'node:fs';
  export async function load(url, context, next) {
    if (url.startsWith('file:')) writeSync(2, 'LOADED ' + url + '\\\\n');
    return next(url, context);
  }\`));`;

function loadedFiles(modules: string): string[] {
  const dataDir = mkdtempSync(join(tmpdir(), 'disabled-'));
  try {
    const output = execFileSync(
      'sh',
      [
        '-c',
        '"$0" --import "$1" dist/src/cli.js admin:user:list 2>&1',
        process.execPath,
        NOTE_LOADED,
      ],
      { env: { ...process.env, DATA_DIR: dataDir, MODULES: modules }, encoding: 'utf8' },
    );
    return [...output.matchAll(/^LOADED (.*)$/gm)].map(([, url]) => url!);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const jwtFiles = (files: string[]): string[] =>
  files
    .filter((url) => /\/jwt-user-token\/|\/(jsonwebtoken|passport-jwt|@nestjs\/jwt)\//.test(url))
    .map((url) => url.replace(/^.*\/(modules|node_modules)\//, ''));

it('loads nothing of a disabled module but its manifest, and none of its libraries', () => {
  expect(jwtFiles(loadedFiles('jwt-user-token=disabled'))).toEqual(['jwt-user-token/manifest.js']);
});

it('loads an enabled module and its libraries, so that the test above can fail', () => {
  const files = jwtFiles(loadedFiles('jwt-user-token=enabled'));
  expect(files).toContain('jwt-user-token/jwt-token-issuer.js');
  expect(files.some((file) => file.startsWith('passport-jwt/'))).toBe(true);
});

it('starts without the libraries that no request of its own needs', async () => {
  const installation = await Installation.on('sqlite');
  onTestFinished(() => installation.remove());
  const service = await installation.start({ NODE_OPTIONS: `--require "${LIST_REQUIRED}"` });
  const { stdout } = await service.kill('SIGTERM');
  const libraries = [...stdout.matchAll(/^REQUIRED .*\/node_modules\/([\w.-]+)/gm)].map(
    ([, name]) => name,
  );
  expect(libraries).toContain('fastify');
  for (const unneeded of ['ajv', 'mysql2']) expect(libraries).not.toContain(unneeded);
});
