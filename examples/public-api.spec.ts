import { expect, it } from 'vitest';
import { importsOf, sourcesIn } from '../test/architecture/source-files.js';

it('the examples know the package by its name only, and nothing of its sources', () => {
  const sources = sourcesIn('examples');
  expect(sources).toContain('examples/embedding/main.ts');
  const strangers = sources.flatMap((file) =>
    importsOf(file)
      .filter((imported) => /^(src|test)\/|^tokenwright\//.test(imported))
      .map((imported) => `${file} -> ${imported}`),
  );
  expect(strangers).toEqual([]);
});
