import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Clock } from '../../src/contract/index.js';
import { OWN_COMMANDS } from '../../src/console/own-commands.js';
import { composeEverything, features, manifests } from './every-module.js';
import { rowsUnder } from './markdown.js';
import { absolute, filesIn, moduleFolders, readJson, readText, sourcesIn } from './source-files.js';

const PAGES = [
  ...['README', 'ARCHITECTURE', 'CHANGELOG', 'CONTRIBUTING', 'SECURITY'].map(
    (page) => `${page}.md`,
  ),
  ...['clients', 'docs', 'examples', 'src'].flatMap((folder) => filesIn(folder, '.md')),
];

const DECISIONS = filesIn('docs/adr', '.md').filter((page) => /\/\d{4}-/.test(page));

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

describe('the pages', () => {
  it('the README shows the shipped modules, in their states, with their summaries', async () => {
    const { modules } = readJson<{ modules: Record<string, string> }>('etc/modules.json');
    const known = await manifests();
    const shipped = known.map(({ name, summary }) => [name, modules[name] ?? 'disabled', summary]);
    expect(new Set(rowsUnder('README.md', 'module'))).toEqual(new Set(shipped));
    expect(new Set(Object.keys(modules))).toEqual(new Set(known.map(({ name }) => name)));
  });

  it('the README shows every command', async () => {
    const commands = (await features()).flatMap((feature) => [...(feature.commands ?? [])]);
    const known = [...OWN_COMMANDS, ...commands].map(({ spec }) => spec.name);
    const shown = rowsUnder('README.md', 'command').map(([usage]) => usage!.split(' ')[0]!);
    expect(shown.toSorted()).toEqual(known.toSorted());
  });

  it('CONTRIBUTING.md says of every dependency what it is for', () => {
    const { dependencies, devDependencies, peerDependencies } = readJson<Package>('package.json');
    const rows = rowsUnder('CONTRIBUTING.md', 'package');
    expect(rows.map(([name = '']) => name).toSorted()).toEqual(
      Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }).toSorted(),
    );
    expect(rows.filter(([, why = '']) => why === '')).toEqual([]);
  });

  it('package.json pins every version exactly', () => {
    const { dependencies, devDependencies } = readJson<Package>('package.json');
    const loose = Object.entries({
      ...dependencies,
      ...devDependencies,
    }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it('the README of the contract shows which contracts have one winner and which are lists', async () => {
    const { preferences, contributions } = await composeEverything();
    const settled = [
      ...[Clock, ...preferences.keys()].map(({ name }) => `${name} one`),
      ...[...contributions.keys()].map(({ name }) => `${name} list`),
    ];
    const shown = rowsUnder('src/contract/README.md', 'contract').map(
      ([name, how]) => `${name} ${how}`,
    );
    expect(shown.toSorted()).toEqual(settled.toSorted());
  });

  it.each(moduleFolders())('the folder of %s has what every module has', (name) => {
    const files = ['README.md', 'manifest.ts', 'di.ts', 'index.ts', `${name}.module.ts`];
    const missing = files.filter((file) => !existsSync(absolute(`src/modules/${name}/${file}`)));
    expect(missing).toEqual([]);
  });

  it.each(PAGES)('every link of %s leads somewhere', (page) => {
    const links = readText(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g);
    const dead = [...links]
      .map(([, link]) => posix.join(posix.dirname(page), link!))
      .filter((path) => !existsSync(absolute(path)));
    expect(dead).toEqual([]);
  });

  it('a comment names no document that is not here', () => {
    const dead = sourcesIn('src').flatMap((file) =>
      [...readText(file).matchAll(/docs\/adr\/\d{4}|[\w/.-]+\.md\b/g)]
        .filter(([name]) => !PAGES.some((page) => page.startsWith(name)))
        .map(([name]) => `${file}: ${name}`),
    );
    expect(dead).toEqual([]);
  });
});

describe('the decisions', () => {
  it('are numbered without a gap and listed in order', () => {
    const files = DECISIONS.map((page) => posix.basename(page));
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(
      files.map((_, index) => index + 1),
    );
    const listed = readText('docs/adr/README.md').matchAll(/\]\((\d{4}-[\w-]+\.md)\)/g);
    expect([...listed].map(([, file]) => file)).toEqual(files);
  });

  it.each(DECISIONS)('%s says why, what follows, and what was rejected', (page) => {
    const headings = [...readText(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Status', 'Context', 'Decision', 'Consequences', 'Rejected']);
  });
});
