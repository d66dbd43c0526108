import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SDK = fileURLToPath(new URL('../', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
const TSC = join(MODULES, 'typescript/bin/tsc');

const CONSUMER = `
import { createSessionClient, createTokenClient, SignInRefusedError } from '@tokenwright/client';
import { attach, createAxios } from '@tokenwright/client/axios';
import axios, { type AxiosInstance } from 'axios';

const session = createSessionClient({ baseUrl: 'https://tokens.example', storage: 'sessionStorage' });
const erp = createTokenClient({ baseUrl: 'https://shop.example', username: 'erp', password: 'x' });
const http: AxiosInstance = createAxios(session, { timeout: 5_000 });
const detach: () => void = attach(axios.create(), erp);
const error: unknown = await erp.token().catch((reason: unknown) => reason);
const template: string | false = error instanceof SignInRefusedError && error.template;
session.onSignedOut((reason: 'asked' | 'other-tab' | 'ended') => reason);
// @ts-expect-error There is no such storage.
createSessionClient({ baseUrl: '/', storage: 'cookie' });
export { detach, http, template };
`;

describe('the package', () => {
  let folder = '';
  let app = '';
  let packed: string[] = [];

  const run = async (where: string, program: string, ...parameters: string[]): Promise<string> => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const done = promisify(execFile)(program, parameters, { cwd: where, env });
    return (await done.catch((error) => Promise.reject(new Error(error.stdout + error.stderr))))
      .stdout;
  };
  const node = (script: string): Promise<string> =>
    run(app, process.execPath, '--input-type=module', '--eval', script);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokenwright-client-'));
    app = join(folder, 'app');
    const copy = join(folder, 'copy');
    await cp(SDK, copy, { recursive: true, filter: (path) => !/\/(dist|test)$/.test(path) });
    await symlink(MODULES, join(folder, 'node_modules'));
    await run(copy, process.execPath, TSC, '-p', 'tsconfig.build.json');
    const answer = await run(copy, 'npm', 'pack', '--json', '--ignore-scripts', '--offline');
    const [{ filename, files }] = JSON.parse(answer);
    packed = files.map(({ path }: { path: string }) => path);
    await mkdir(app);
    await rm(join(folder, 'node_modules'));
    await writeFile(join(app, 'package.json'), '{"private":true,"type":"module"}');
    const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await run(app, 'npm', 'install', ...quiet, join(copy, filename));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds the compiled files, their types and nothing that is not needed', async () => {
    expect(packed).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/axios.d.ts']));
    const strangers = packed.filter(
      (path) =>
        !/^(dist\/[\w/-]+\.(js|d\.ts)|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(path),
    );
    expect(strangers).toEqual([]);
  });

  it('has no dependency but axios, which a program may do without', async () => {
    const manifest = JSON.parse(await readFile(join(SDK, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest.peerDependencies).toEqual({ axios: '^1.7.0' });
    const names = await node(
      `const all = await import('@tokenwright/client'); console.log(Object.keys(all).join());`,
    );
    expect(names).toContain('createSessionClient');
    expect(names).toContain('createTokenClient');
    await expect(node(`await import('@tokenwright/client/axios');`)).rejects.toThrow(
      "Cannot find package 'axios'",
    );
  });

  describe('beside axios', () => {
    beforeAll(() => copyWithDependencies('axios', join(app, 'node_modules')));

    it('attaches to it in plain Node, which ends by itself', async () => {
      const said = await node(`
        import { createSessionClient } from '@tokenwright/client';
        import { createAxios } from '@tokenwright/client/axios';
        const session = createSessionClient({ baseUrl: 'https://tokens.example' });
        session.adopt({ token: 'token', expiresIn: 300 });
        const adapter = async (config) => ({ status: 200, data: '', headers: {}, config });
        const { config } = await createAxios(session, { adapter }).get('/x');
        console.log(config.headers.get('Authorization'));
      `);
      expect(said.trim()).toBe('Bearer token');
    });

    it('has types that a strict program compiles against', async () => {
      await writeFile(join(app, 'consumer.ts'), CONSUMER);
      const lib = ['--lib', 'es2022,dom'];
      const strict = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext'];
      const said = await run(app, process.execPath, TSC, ...strict, ...lib, 'consumer.ts');
      expect(said).toBe('');
    });
  });
});

/** What an installation would do, without a registry. */
async function copyWithDependencies(name: string, to: string, done = new Set<string>()) {
  if (done.has(name)) return;
  done.add(name);
  await cp(join(MODULES, name), join(to, name), { recursive: true });
  const { dependencies } = createRequire(import.meta.url)(join(MODULES, name, 'package.json'));
  for (const needed of Object.keys(dependencies ?? {}))
    await copyWithDependencies(needed, to, done);
}
