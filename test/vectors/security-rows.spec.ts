import { describe, expect, it } from 'vitest';
import { rowsUnder } from '../architecture/markdown.js';
import { filesIn, readText } from '../architecture/source-files.js';

const PAGE = 'docs/security-rows.md';

/** How many rows there are of each kind, counted from 1. */
const RANGES = {
  JWT: 58,
  TYP: 14,
  OPQ: 20,
  BOOT: 14,
  LOG: 44,
  LEA: 10,
  REF: 34,
  SES: 30,
  TOT: 24,
  OA1: 30,
  INF: 30,
};

const STANDINGS = ['tested', 'partly', 'not yet', 'not applicable'];

const IDS = Object.entries(RANGES).flatMap(([kind, last]) =>
  Array.from({ length: last }, (_, index) => `${kind}-${String(index + 1).padStart(2, '0')}`),
);

interface Line {
  readonly row: string;
  readonly standing: string;
  readonly where: string;
  readonly what: string;
}

const LINES: readonly Line[] = rowsUnder(PAGE, 'row').map(
  ([row = '', standing = '', where = '', what = '']) => ({ row, standing, where, what }),
);

const SPECS = ['test', 'src'].flatMap((folder) => filesIn(folder, '.spec.ts'));

/** A spec as it reads: titles in single quotes carry escapes. */
const spec = (path: string): string =>
  readText(path).replaceAll("\\'", "'").replaceAll('\\n', '\n');

/** Titles of tests that begin with the rows they are about. */
const titled = SPECS.flatMap((path) =>
  [
    ...spec(path).matchAll(
      /['"`]((?:(?:JWT|TYP|OPQ|BOOT|LOG|LEA|REF|SES|TOT|OA1|INF)-\d\d )+)(?=[a-z])/g,
    ),
  ].flatMap(([, rows]) =>
    rows!
      .trim()
      .split(' ')
      .map((row) => ({ row, path })),
  ),
);

describe('the page of attacks', () => {
  it('has every row of the list, in order, and no other', () => {
    expect(IDS).toHaveLength(308);
    expect([...new Set(LINES.map(({ row }) => row))]).toEqual(IDS);
  });

  it('names tests that are there', () => {
    const tested = LINES.filter(({ standing }) => standing === 'tested');
    expect(tested.length).toBeGreaterThan(100);
    const missing = tested.filter(
      ({ where, what }) => !SPECS.includes(where) || what === '' || !spec(where).includes(what),
    );
    expect(missing).toEqual([]);
  });

  it('says of everything else what is missing', () => {
    const wrong = LINES.filter(
      ({ standing, where, what }) =>
        !STANDINGS.includes(standing) ||
        (standing !== 'tested' && (where !== '–' || !/^[A-Z1].{15,}\.$/.test(what))),
    );
    expect(wrong).toEqual([]);
  });

  it('knows every test that names a row', () => {
    expect(titled.length).toBeGreaterThan(100);
    const unknown = titled.filter(
      ({ row, path }) =>
        !LINES.some(
          (line) => line.standing === 'tested' && line.row === row && line.where === path,
        ),
    );
    expect(unknown).toEqual([]);
  });
});
