import { describe, expect, it } from 'vitest';
import { readText, sourcesIn } from './source-files.js';

const MAX_LINES = 200;

describe('the length of files', () => {
  it(`no source file is longer than ${MAX_LINES} lines`, () => {
    const long = ['src', 'examples', 'clients']
      .flatMap(sourcesIn)
      .map((file) => ({ file, lines: readText(file).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });
});
