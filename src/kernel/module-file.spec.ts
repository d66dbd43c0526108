import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readModuleFile, writeModuleFile } from './module-file.js';

describe('writeModuleFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'module-file-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('replaces what a link names, and leaves the link and the mode as they are', () => {
    const [file, link] = [join(folder, 'shared.json'), join(folder, 'modules.json')];
    writeFileSync(file, '{"modules":{}}');
    chmodSync(file, 0o640);
    symlinkSync(file, link);
    writeModuleFile(link, new Map([['base', 'enabled']]));
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readModuleFile(file)).toEqual(new Map([['base', 'enabled']]));
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('says why it cannot, and leaves nothing behind', () => {
    const file = join(folder, 'modules.json');
    mkdirSync(join(file, 'in-the-way'), { recursive: true });
    expect(() => writeModuleFile(file, new Map())).toThrow(
      expect.objectContaining({
        code: 'MODULE_FILE',
        parameters: [file, expect.stringMatching(/^it cannot be replaced \(E[A-Z]+\)$/)],
      }),
    );
    expect(readdirSync(folder)).toEqual(['modules.json']);
  });
});
