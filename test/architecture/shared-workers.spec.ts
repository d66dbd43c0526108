import { expect, it } from 'vitest';
import { filesIn, readText } from './source-files.js';

it('lets no spec that replaces a module share its process with others', () => {
  const config = readText('vitest.config.ts');
  const replacing = ['src', 'test', 'examples', 'clients']
    .flatMap((folder) => filesIn(folder, '.spec.ts'))
    .filter((file) => /^\s*vi\.(do)?[mM]ock\(/m.test(readText(file)));
  expect(replacing.length).toBeGreaterThan(0);
  expect(replacing.filter((file) => !config.includes(`'${file}'`))).toEqual([]);
});
