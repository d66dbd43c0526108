import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InstallationSettings } from '../../src/installation.js';
import { DatabaseSettings } from '../../src/persistence/index.js';
import { ServerSettings } from '../../src/server-settings.js';
import { features, manifests } from './every-module.js';
import { rowsUnder } from './markdown.js';
import { readText, sourcesIn } from './source-files.js';

/** Default by name; empty where there is none. */
type Defaults = Readonly<Record<string, string>>;

interface Field {
  readonly default?: string | number;
  readonly description?: string;
}

describe('settings', () => {
  let definitions: (typeof ServerSettings | typeof DatabaseSettings)[];
  let fields: [name: string, field: Field][];
  let inCode: Defaults;

  beforeAll(async () => {
    const ofModules = (await features()).flatMap(({ settings = [] }) => [...settings]);
    definitions = [
      InstallationSettings,
      ServerSettings,
      DatabaseSettings,
      ...ofModules,
    ] as typeof definitions;
    fields = definitions.flatMap(({ schema }) => fieldsOf(schema));
    inCode = Object.fromEntries(fields.map(([name, field]) => [name, String(field.default ?? '')]));
  });

  it('are those in .env.example, with the same defaults', () => {
    const lines = readText('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm);
    const listed = [...lines].map(([, name, value]) => [name!, value!] as const);
    expect(Object.fromEntries(listed)).toEqual(inCode);
    expect(listed.length).toBe(fields.length);
  });

  it('are those in the table of the README, with the same defaults', () => {
    const listed = listedIn('README.md');
    expect(Object.fromEntries(listed)).toEqual(inCode);
    expect(listed.length).toBe(fields.length);
  });

  it('of a module are those in the table of its README, with the same defaults', async () => {
    for (const { name, load } of await manifests()) {
      const { settings = [] } = await load();
      const own = (settings as typeof definitions).flatMap(({ schema }) => fieldsOf(schema));
      const expected = own.map(([setting]) => [setting, inCode[setting]!] as const);
      expect([name, listedIn(`src/modules/${name}/README.md`)]).toEqual([name, expected]);
    }
  });

  it('each belong to one module and say what they mean', () => {
    const names = fields.map(([name]) => name);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
    expect(fields.filter(([, { description = '' }]) => description === '')).toEqual([]);
  });

  it('are defined nowhere else', () => {
    const defined = sourcesIn('src').flatMap((file) =>
      [...readText(file).matchAll(/\bdefineSettings\(\s*'(\w+)'/g)].map(([, name = '']) => name),
    );
    const known = definitions.map(({ token }) => token.description ?? '');
    expect(defined.toSorted()).toEqual(known.toSorted());
  });
});

const listedIn = (page: string): (readonly [name: string, value: string])[] =>
  rowsUnder(page, 'setting').map(([name, value]) => [name!, value === '–' ? '' : value!]);

const fieldsOf = (schema: z.ZodType): [name: string, field: Field][] =>
  Object.entries(
    (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {}) as Record<
      string,
      Field
    >,
  );
