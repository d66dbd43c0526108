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
      return manifestOf(name, await import(pathToFileURL(path).href));
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
  let exported: unknown;
  try {
    exported = await import(locate(name, from));
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new UnknownModuleError([name]);
  }
  return manifestOf(name, exported);
}

function locate(name: string, from: string): string {
  try {
    return pathToFileURL(createRequire(resolve(from)).resolve(name)).href;
  } catch {
    return name;
  }
}

function manifestOf(name: string, exported: unknown): ModuleManifest {
  const { manifest } = exported as { manifest?: ModuleManifest };
  if (typeof manifest?.load !== 'function')
    throw new ModuleManifestError(name, 'it exports no manifest');
  if (manifest.name !== name)
    throw new ModuleManifestError(name, `its manifest is named ${manifest.name}`);
  return manifest;
}
