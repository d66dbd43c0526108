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

/** Where the page finds what is on in this installation: it asks nobody, and draws nothing twice. */
const FEATURES = '<meta name="features" content="" />';

/**
 * @param features What is on, of that which parts of the page are for.
 * @throws {PageNotBuiltError}
 */
export function readBuiltPage(features: readonly string[], folder = builtFolder()): BuiltPage {
  try {
    const assets = join(folder, 'assets');
    const names = readdirSync(assets).filter((name) => extname(name) in TYPES);
    return new BuiltPage(
      zipped('.html', readPage(join(folder, 'index.html'), features)),
      new Map(names.map((name) => [name, zipped(extname(name), readFileSync(join(assets, name)))])),
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

function readPage(path: string, features: readonly string[]): Buffer {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(FEATURES)) throw new Error(`${FEATURES} is missing`);
  return Buffer.from(text.replace(FEATURES, FEATURES.replace('""', `"${features.join(' ')}"`)));
}

const zipped = (extension: string, plain: Buffer): PageFile => ({
  type: TYPES[extension]!,
  plain,
  zipped: gzipSync(plain, { level: 9 }),
});
