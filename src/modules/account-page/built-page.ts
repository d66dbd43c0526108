import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PageNotBuiltError } from './errors.js';

/** One file as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

/** The kinds of file a page consists of; anything else in the folder is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page as it was built, in memory: a request chooses from a list, never a path. */
export class BuiltPage {
  constructor(
    readonly page: PageFile,
    /** By name; names hold a hash of the content. */
    readonly assets: ReadonlyMap<string, PageFile>,
  ) {}
}

/** @throws {PageNotBuiltError} */
export function readBuiltPage(folder = builtFolder()): BuiltPage {
  try {
    const assets = join(folder, 'assets');
    const names = readdirSync(assets).filter((name) => extname(name) in TYPES);
    return new BuiltPage(
      read(join(folder, 'index.html')),
      new Map(names.map((name) => [name, read(join(assets, name))])),
    );
  } catch (cause) {
    throw new PageNotBuiltError({ cause });
  }
}

/** Sources and what is compiled of them lie at different depths of the package; its root is the same. */
function builtFolder(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('tokenwright/package.json')), 'clients/web/dist');
}

function read(path: string): PageFile {
  const plain = readFileSync(path);
  return { type: TYPES[extname(path)]!, plain, zipped: gzipSync(plain, { level: 9 }) };
}
