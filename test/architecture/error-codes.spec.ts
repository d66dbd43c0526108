import { describe, expect, it } from 'vitest';
import { declaredErrors } from './error-classes.js';
import { rowsUnder } from './markdown.js';
import { filesIn, moduleFolders } from './source-files.js';

const FOLDERS = [
  ...['contract', 'kernel', 'persistence', 'console'].map((name) => `src/${name}`),
  ...moduleFolders().map((name) => `src/modules/${name}`),
];

describe('error codes', () => {
  const errors = declaredErrors();

  it.each(FOLDERS)('the README of %s lists the codes declared there, and no others', (folder) => {
    const declared = errors
      .filter((error) => error.folder === folder)
      .map(({ code, kind }) => `${code} ${kind}`);
    const documented = rowsUnder(`${folder}/README.md`, 'code').map(
      ([code, kind]) => `${code} ${kind}`,
    );
    expect(documented.toSorted()).toEqual(declared.toSorted());
  });

  it('are declared in no folder but these', () => {
    const elsewhere = errors.filter(({ folder }) => !FOLDERS.includes(folder));
    expect(elsewhere).toEqual([]);
  });

  it('are each declared once', () => {
    const codes = errors.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) < index)).toEqual([]);
  });

  it('stand in the README of the folder that declares them, and in no page beside it', () => {
    const others = [...filesIn('src', '.md'), ...filesIn('docs', '.md')].filter(
      (page) => !FOLDERS.includes(page.replace(/\/README\.md$/, '')),
    );
    expect(others.filter((page) => rowsUnder(page, 'code').length > 0)).toEqual([]);
  });
});
