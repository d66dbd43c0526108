import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModuleManifestError, UnknownModuleError } from './errors.js';
import type { ModuleManifest } from './manifest.js';

/**
 * Finds one manifest per sub-folder and imports nothing else. Adding a folder adds a module.
 *
 * @throws {ModuleManifestError} When a folder has no manifest, or one with another name.
 */
export async function discoverFolder(folder: string): Promise<ModuleManifest[]> {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return Promise.all(
    entries.map(async ({ name }) => {
      const path = ['manifest.js', 'manifest.ts']
        .map((file) => join(folder, name, file))
        .find((candidate) => existsSync(candidate));
      if (!path) throw new ModuleManifestError(name, 'its folder has no manifest');
      return manifestOf(name, await imported(name, pathToFileURL(path).href));
    }),
  );
}

/**
 * Imports an npm package that exports a `manifest`.
 *
 * @param from File beside whose `node_modules` the package is looked for first.
 * @throws {UnknownModuleError} When there is no such package.
 * @throws {ModuleManifestError} When the package exports no manifest of that name.
 */
export async function importPackage(name: string, from: string): Promise<ModuleManifest> {
  return manifestOf(name, await imported(name, locate(name, from)));
}

/** @throws {UnknownModuleError} */
function locate(name: string, from: string): string {
  try {
    return pathToFileURL(createRequire(resolve(from)).resolve(name)).href;
  } catch {
    // Packages that export nothing for require() are found by import alone.
  }
  try {
    return import.meta.resolve(name);
  } catch {
    throw new UnknownModuleError([name]);
  }
}

async function imported(name: string, address: string): Promise<unknown> {
  try {
    return await import(address);
  } catch (cause) {
    throw ModuleManifestError.because(name, 'it cannot be imported', cause);
  }
}

function manifestOf(name: string, exported: unknown): ModuleManifest {
  type Exports = { manifest?: ModuleManifest };
  // Names that a CommonJS package works out as it runs are all in its default export.
  const { default: whole, manifest = whole?.manifest } = exported as Exports & {
    default?: Exports;
  };
  if (typeof manifest?.load !== 'function')
    throw new ModuleManifestError(name, 'it exports no manifest');
  if (!Array.isArray(manifest.sequence))
    throw new ModuleManifestError(name, 'its manifest has no list "sequence"');
  if (manifest.name !== name)
    throw new ModuleManifestError(name, `its manifest is named ${manifest.name}`);
  return manifest;
}
