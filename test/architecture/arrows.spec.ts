import { describe, expect, it } from 'vitest';
import type { ModuleManifest } from '../../src/kernel/index.js';
import { manifests } from './every-module.js';
import { filesIn, importsOf, readsMember, sourcesIn } from './source-files.js';

/** The only files that may look at the process's environment; everything else is handed settings. */
const ENVIRONMENT_READERS = [
  'ormconfig.ts',
  'src/run-cli.ts',
  'src/run-service.ts',
  'src/tokenwright.module.ts',
];

const TOO_VAGUE = /\/(common|core|helpers|misc|shared|utils?)\//;

describe('the arrows of ARCHITECTURE.md', () => {
  it('the contract imports only itself', () => {
    const strangers = sourcesIn('src/contract').flatMap((file) =>
      importsOf(file)
        .filter((imported) => !imported.startsWith('src/contract/'))
        .map((imported) => `${file} -> ${imported}`),
    );
    expect(strangers).toEqual([]);
  });

  it('a module imports nothing of a sibling but its index.ts, and only if its sequence names it', async () => {
    const breaches = (await manifests()).flatMap((manifest) =>
      sourcesIn(`src/modules/${manifest.name}`).flatMap((file) => breachesOf(file, manifest)),
    );
    expect(breaches).toEqual([]);
  });

  it('an example imports the package by its name and nothing of its inside', () => {
    const shortcuts = sourcesIn('examples')
      .filter((file) => !servesSpecsOnly(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((imported) => /^(src|test)\//.test(imported))
          .map((imported) => `${file} -> ${imported}`),
      );
    expect(shortcuts).toEqual([]);
  });

  it('only entry files and ormconfig.ts read the environment', () => {
    const readers = [...sourcesIn('src'), 'ormconfig.ts'].filter(
      (file) =>
        readsMember(file, 'process', 'env') ||
        importsOf(file).some((imported) => /^(node:)?process$/.test(imported)),
    );
    expect(readers.toSorted()).toEqual(ENVIRONMENT_READERS);
  });

  it('no folder has a name that says nothing', () => {
    expect(
      [...sourcesIn('src'), ...sourcesIn('clients')].filter((file) => TOO_VAGUE.test(file)),
    ).toEqual([]);
  });
});

function breachesOf(file: string, { name, sequence }: ModuleManifest): string[] {
  const allowed = sequence.map((earlier) => `src/modules/${earlier}/index.ts`);
  return importsOf(file)
    .filter((imported) => imported.startsWith('src/modules/'))
    .filter((imported) => !imported.startsWith(`src/modules/${name}/`))
    .filter((imported) => !allowed.includes(imported))
    .map((imported) => `${file} -> ${imported}`);
}

/** A helper of an example's tests may look inside, as they do. */
function servesSpecsOnly(file: string): boolean {
  const importers = filesIn('examples', '.ts').filter((other) => importsOf(other).includes(file));
  return importers.length > 0 && importers.every((other) => other.endsWith('.spec.ts'));
}
