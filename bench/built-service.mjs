import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = join(resolve(ROOT, process.env.BENCH_DIST ?? 'dist'), 'src');

/** The list of modules as shipped. */
export const MODULES_FILE = join(ROOT, 'etc', 'modules.json');

/** The built service's entry point. */
export const MAIN = join(SOURCES, 'main.js');

/** The built command line. */
export const CLI = join(SOURCES, 'cli.js');

/** @throws {Error} When the service has not been built. */
export function requireBuild() {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run npm run build first`);
}

/**
 * Imports a file of the built service.
 *
 * @param {string} path Below `src`.
 * @returns {Promise<any>}
 */
export const importBuilt = (path) => import(pathToFileURL(join(SOURCES, path)).href);
