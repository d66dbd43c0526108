import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** A package of its own: what the other tests start has filled the cache of this one. */
function copyOfThePackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenwright-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['package.json', 'dist', 'etc'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

it('keeps compiled code in the folder of the package, where Node can', async () => {
  const folder = copyOfThePackage();
  const env = { PATH: process.env.PATH, MODULES_FILE: join(folder, 'etc/modules.json') };
  const status = () =>
    run(process.execPath, [join(folder, 'dist/src/cli.js'), 'module:status'], { env, cwd: folder });
  const { stdout } = await status();
  const cache = join(folder, '.cache');
  const entries = existsSync(cache) ? readdirSync(cache, { recursive: true }) : [];
  expect(entries.length > 100).toBe('enableCompileCache' in nodeModule);
  expect((await status()).stdout).toBe(stdout);
});
