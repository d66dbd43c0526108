import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose, Switchboard, type ModuleState } from '../../src/kernel/index.js';
import { MODULES_FOLDER } from '../../src/installation.js';
import { ServiceClient } from '../../test/support/service-client.js';
import { Installation } from '../../test/support/service-process.js';
import { BASE } from '../../test/support/test-app.js';
import { sourcesIn } from '../../test/architecture/source-files.js';

const NAME = 'paseto-user-token';
const FOLDER = 'examples/paseto-user-token';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('the folder as an npm package beside a module list', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokenwright-package-'));
    install(folder, { 'index.ts': `export { manifest } from '${ROOT}${FOLDER}/index.ts';\n` });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['enabled', 'PasetoTokenIssuer', ['OpaqueTokenReader', 'PasetoTokenReader']],
    ['accept-only', 'OpaqueTokenIssuer', ['OpaqueTokenReader', 'PasetoTokenReader']],
    ['disabled', 'OpaqueTokenIssuer', ['OpaqueTokenReader']],
  ] as const)('is %s as the list says', async (state, issuer, readers) => {
    const { preferences, contributions } = await compose(await listed({ [NAME]: state }), {});
    const named = new Map([...preferences].map(([{ name }, { use }]) => [name, use.name]));
    expect(named.get('TokenIssuer')).toBe(issuer);
    const lists = new Map([...contributions].map(([{ name }, list]) => [name, list]));
    expect(lists.get('TokenReader')?.map(({ use }) => use.name)).toEqual(readers);
  });

  it('takes the place of JWT too, whose module it names in its sequence', async () => {
    const switchboard = await listed({ [NAME]: 'enabled', 'jwt-user-token': 'enabled' });
    const { preferences } = await compose(switchboard, {});
    const winner = [...preferences.values()].find(({ module }) => module === NAME);
    expect(winner?.overridden.map(({ module }) => module)).toEqual([
      'jwt-user-token',
      'integration',
    ]);
  });

  function listed(states: Readonly<Record<string, ModuleState>>): Promise<Switchboard> {
    const file = join(folder, 'modules.json');
    writeFileSync(file, JSON.stringify({ modules: { ...BASE, ...states } }));
    return Switchboard.open({ folders: [MODULES_FOLDER], states: file });
  }
});

describe('the same compiled, in an installation of the built service', () => {
  it('is enabled by the command line, issues, and is accepted', async () => {
    const installation = await Installation.on('sqlite');
    try {
      install(installation.folder, compiled());
      link(installation.folder, { tokenwright: ROOT, ...libraries('paseto', '@nestjs') });
      const enabled = await installation.command(`module:enable ${NAME}`);
      expect(enabled).toMatchObject({ code: 0, stderr: '' });

      const service = await installation.start();
      const password = /with the password (\S+) /.exec(service.stdout)![1]!;
      const client = ServiceClient.overHttp(service.url);
      const token = await client.token('admin', password);
      expect(token).toMatch(/^v4\.public\./);
      expect(await client.verdict(token)).toBe('ok');
      expect(await client.verdict(`${token.slice(0, -2)}AA`)).not.toBe('ok');

      const inspected = await installation.command('token:inspect --json', token);
      expect(JSON.parse(inspected.stdout)).toMatchObject({ format: 'paseto', accepted: true });
    } finally {
      await installation.remove();
    }
  });
});

/** Puts a package where Node looks for it from `folder`. */
function install(folder: string, files: Readonly<Record<string, string>>): void {
  const target = join(folder, 'node_modules', NAME);
  mkdirSync(target, { recursive: true });
  const entry = Object.keys(files).find((file) => file.startsWith('index.'))!;
  const description = { name: NAME, version: '1.0.0', type: 'module', exports: `./${entry}` };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(target, file), text);
  writeFileSync(join(target, 'package.json'), JSON.stringify(description));
}

/** Stands in for the package's own dependencies and peers. */
function link(folder: string, packages: Readonly<Record<string, string>>): void {
  for (const [name, path] of Object.entries(packages))
    symlinkSync(path, join(folder, 'node_modules', name));
}

const libraries = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, join(ROOT, 'node_modules', name)]));

/** The folder's sources as JavaScript by file name, by the repository's compiler options. */
function compiled(): Record<string, string> {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
    readFileSync(path, 'utf8'),
  );
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  return Object.fromEntries(
    sourcesIn(FOLDER).map((file) => {
      const { outputText } = ts.transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
        compilerOptions: { ...options, module: ts.ModuleKind.ESNext, sourceMap: false },
      });
      return [basename(file, '.ts') + '.js', outputText];
    }),
  );
}
