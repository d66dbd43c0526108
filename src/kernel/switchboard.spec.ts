import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose } from './composition.js';
import { ModuleManifestError } from './errors.js';
import { Switchboard } from './switchboard.js';

/** A folder of modules on disk; each notes in `globalThis.loaded` that its code was loaded. */
describe('Switchboard', () => {
  let folder: string;
  const loaded = globalThis as { loaded?: string[] };

  const addModule = (
    name: string,
    sequence: string[] = [],
    root = join(folder, 'modules'),
  ): void => {
    mkdirSync(join(root, name), { recursive: true });
    writeFileSync(
      join(root, name, 'package.json'),
      `{"name":"${name}","type":"module","exports":"./manifest.js"}`,
    );
    writeFileSync(
      join(root, name, 'manifest.js'),
      `export const manifest = { name: '${name}', summary: 's', sequence: ${JSON.stringify(sequence)},
        load: async () => (await import('./di.js')).feature };`,
    );
    writeFileSync(
      join(root, name, 'di.js'),
      `globalThis.loaded.push('${name}'); export const feature = { module: class {} };`,
    );
  };
  const states = (modules: object): string => {
    const file = join(folder, 'modules.json');
    writeFileSync(file, JSON.stringify({ modules }));
    return file;
  };
  const open = (modules: object, override?: string): Promise<Switchboard> =>
    Switchboard.open({
      folders: [join(folder, 'modules')],
      states: states(modules),
      ...(override !== undefined && { override }),
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'switchboard-'));
    loaded.loaded = [];
    addModule('base');
    addModule('jwt', ['base']);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('loads the code of modules that are on, and of no other', async () => {
    const board = await open({ base: 'enabled', jwt: 'disabled' });
    expect(loaded.loaded).toEqual([]);
    const { modules } = await compose(board, {});
    expect(modules.map(({ manifest }) => manifest.name)).toEqual(['base']);
    expect(loaded.loaded).toEqual(['base']);
  });

  it('loads an accept-only module', async () => {
    await compose(await open({ base: 'enabled', jwt: 'accept-only' }), {});
    // They are imported side by side, in whatever order the files come.
    expect(loaded.loaded?.toSorted()).toEqual(['base', 'jwt']);
  });

  it('takes a module that the file does not mention as disabled', async () => {
    const { modules } = await compose(await open({ base: 'enabled' }), {});
    expect(modules.map(({ manifest }) => manifest.name)).toEqual(['base']);
  });

  it('lets MODULES override the file, in any spelling', async () => {
    const board = await open({ base: 'enabled', jwt: 'enabled' }, 'Magento_Jwt=disabled');
    expect([...board.states]).toEqual([
      ['base', 'enabled'],
      ['jwt', 'disabled'],
    ]);
    expect(board.stored.get('jwt')).toBe('enabled');
  });

  it.each([
    ['jwt', '"jwt" must be one of enabled, accept-only, disabled'],
    ['jwt=on', '"jwt" must be one of enabled, accept-only, disabled'],
    ['=disabled', '"=disabled" is not name=state'],
    ['jwt=disabled=x', '"jwt=disabled=x" is not name=state'],
  ])('refuses MODULES=%s', async (override, problem) => {
    await expect(open({}, override)).rejects.toMatchObject({
      code: 'MODULE_FILE',
      parameters: ['MODULES', problem],
    });
  });

  it.each(['', '{', '[]', '{"modules":[]}', '{"modules":{"base":true}}'])(
    'refuses the module list %j, naming the file',
    async (text) => {
      const file = states({});
      writeFileSync(file, text);
      const opening = Switchboard.open({ folders: [], states: file });
      await expect(opening).rejects.toMatchObject({
        code: 'MODULE_FILE',
        parameters: [file, expect.any(String)],
      });
    },
  );

  it('finds a module that is an npm package beside the list', async () => {
    addModule('acme-paseto', ['base'], join(folder, 'node_modules'));
    const { modules } = await compose(
      await open({ base: 'enabled', 'acme-paseto': 'enabled' }),
      {},
    );
    expect(modules.map(({ manifest }) => manifest.name)).toEqual(['base', 'acme-paseto']);
  });

  it('does not so much as look for a package that is disabled', async () => {
    const board = await open({ base: 'enabled', 'not-installed': 'disabled' });
    expect(board.known.map(({ name }) => name)).toEqual(['base', 'jwt']);
  });

  it('names a module that is on but nowhere to be found', async () => {
    await expect(open({ 'not-installed': 'enabled' })).rejects.toMatchObject({
      code: 'MODULE_UNKNOWN',
      parameters: ["'not-installed'"],
    });
  });

  it('refuses to start a module without what it needs', async () => {
    const board = await open({ jwt: 'enabled' });
    await expect(compose(board, {})).rejects.toMatchObject({
      code: 'MODULE_CONSTRAINT',
      parameters: ['Cannot enable jwt because it depends on disabled modules:\nbase: jwt->base'],
    });
  });

  it('refuses a change that leaves a module without what it needs', async () => {
    const board = await open({ base: 'enabled', jwt: 'enabled' });
    expect(() => board.change(['base'], 'disabled')).toThrow(
      expect.objectContaining({
        parameters: ['Cannot disable base because modules depend on it:\njwt: jwt->base'],
      }),
    );
  });

  it('refuses a folder whose manifest has another name', async () => {
    addModule('other');
    rmSync(join(folder, 'modules', 'jwt'), { recursive: true });
    mkdirSync(join(folder, 'modules', 'jwt'));
    writeFileSync(
      join(folder, 'modules', 'jwt', 'manifest.js'),
      "export const manifest = { name: 'other', load: () => {} };",
    );
    await expect(open({})).rejects.toMatchObject({ code: 'MODULE_MANIFEST' });
  });

  describe('a package whose code fails', () => {
    const manifest = (load: string): string =>
      `export const manifest = { name: 'acme', summary: 's', sequence: [], load: ${load} };`;

    const refusal = async (code: string): Promise<string> => {
      addModule('acme', [], join(folder, 'node_modules'));
      writeFileSync(join(folder, 'node_modules', 'acme', 'manifest.js'), code);
      try {
        await compose(await open({ acme: 'enabled' }), {});
      } catch (error) {
        if (error instanceof ModuleManifestError) return error.render();
        throw error;
      }
      throw new Error('it was composed');
    };

    it.each([
      ["throw new Error('kaboom\\nand more');", 'it cannot be imported (Error: kaboom)'],
      ["import 'not-installed-either';", 'it cannot be imported (Error'],
      ['export const other = 1;', 'it exports no manifest'],
      [
        "export const manifest = { name: 'acme', load: () => {} };",
        'its manifest has no list "sequence"',
      ],
      [
        manifest("async () => { throw new Error('kaboom'); }"),
        'it cannot be loaded (Error: kaboom)',
      ],
      [manifest('async () => {}'), 'what it loads names no Nest module'],
      [manifest('async () => ({ preferences: [] })'), 'what it loads names no Nest module'],
    ])('is named: %j', async (code, problem) => {
      expect(await refusal(code)).toMatch(`Module acme cannot be used: ${problem}`);
    });

    it('is taken all the same where it is CommonJS that works out its exports', async () => {
      const root = join(folder, 'node_modules', 'acme');
      mkdirSync(root, { recursive: true });
      writeFileSync(join(root, 'package.json'), '{"name":"acme","main":"./index.cjs"}');
      writeFileSync(
        join(root, 'index.cjs'),
        `const made = () => ({ manifest: { name: 'acme', summary: 's', sequence: [],
          load: async () => ({ module: class {} }) } });
        module.exports = made();`,
      );
      const { modules } = await compose(await open({ acme: 'enabled' }), {});
      expect(modules.map((each) => each.manifest.name)).toEqual(['acme']);
    });
  });
});
