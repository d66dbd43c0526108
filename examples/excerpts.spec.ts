import { expect, it } from 'vitest';
import { readText } from '../test/architecture/source-files.js';

/** Pages whose excerpts name a file, and the folder that file is in. */
const PAGES = [
  ['docs/guides/add-a-token-format.md', 'examples/paseto-user-token'],
  ['examples/embedding/README.md', 'examples/embedding'],
] as const;

const FENCE = /^```ts(?: (\S+))?\n(.*?)^```$/gms;

/** How deep an excerpt may stand in its file; prettier moves those of pages to the left. */
const INDENTS = ['', '  ', '    ', '      ', '        '];

it.each(PAGES)('every excerpt of %s occurs verbatim in the file it names', (page, folder) => {
  const excerpts = [...readText(page).matchAll(FENCE)];
  expect(excerpts.length).toBeGreaterThan(4);
  const wrong = excerpts
    .filter(([, file, text]) => !file || !occurs(text!, readText(`${folder}/${file}`)))
    .map(([fence]) => fence);
  expect(wrong).toEqual([]);
});

const occurs = (excerpt: string, text: string): boolean =>
  INDENTS.some((indent) => `\n${text}`.includes(`\n${excerpt.replace(/^(?=.)/gm, indent)}`));
