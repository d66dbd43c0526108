import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { importsOf, sourcesIn } from '../../test/architecture/source-files.js';

const FOLDER = 'examples/paseto-user-token';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PLACES = ['.ci', 'bench', 'bin', 'etc', 'examples', 'src', 'test'];

/** Pages may tell of the example; other specs may name the modules they make up as they like. */
const MAY_MENTION = /\.md$|\.spec\.ts$/;

it('nothing outside the folder knows of the format: no source, setting, list or test support', () => {
  const outside = [...PLACES.flatMap((place) => filesBelow(join(ROOT, place))), ...topLevelFiles()]
    .filter((file) => !file.startsWith(`${FOLDER}/`) && !MAY_MENTION.test(file))
    // The library has to be installed.
    .filter((file) => !/^package(-lock)?\.json$/.test(file));
  expect(outside).toEqual(expect.arrayContaining(['src/index.ts', 'etc/modules.json']));
  const knowing = outside.filter((file) => /paseto/i.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(knowing).toEqual([]);
});

it('the folder imports nothing but the public API, Nest, its library and Node', () => {
  const allowed = /^(tokenwright|@nestjs\/common|paseto(\/.+)?|node:.+)$/;
  const strangers = sourcesIn(FOLDER).flatMap((file) =>
    importsOf(file).filter((name) => !name.startsWith(`${FOLDER}/`) && !allowed.test(name)),
  );
  expect(strangers).toEqual([]);
});

it('only one file knows the library', () => {
  const knowing = sourcesIn(FOLDER).filter((file) =>
    importsOf(file).some((name) => /^paseto(\/|$)/.test(name)),
  );
  expect(knowing).toEqual([`${FOLDER}/paseto-key.ts`]);
});

/** @returns Paths from the repository's root; none for a folder that does not exist. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const topLevelFiles = (): string[] =>
  readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
