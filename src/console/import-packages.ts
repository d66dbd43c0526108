import {
  importPackage,
  moduleName,
  UnknownModuleError,
  type ModuleManifest,
  type Switchboard,
} from '../kernel/index.js';

/** Paths and URLs are not looked for: only what `npm install` could have put there. */
const PACKAGE_NAME = /^(@[a-z0-9._~-]+\/)?[a-z0-9_~-][a-z0-9._~-]*$/i;

/**
 * Takes every name that is not a known module for an npm package's.
 *
 * @param file The module list, beside which packages are looked for.
 * @returns The manifests of those that are; whoever resolves the names reports the others.
 * @throws {ModuleManifestError} When a package exports no manifest.
 */
export async function importPackages(
  switchboard: Switchboard,
  spellings: readonly string[],
  file: string,
): Promise<ModuleManifest[]> {
  const names = spellings
    .map(moduleName)
    .filter((name) => !switchboard.find(name) && PACKAGE_NAME.test(name));
  const found = await Promise.all(names.map((name) => importIfThere(name, file)));
  return found.filter((manifest) => manifest !== undefined);
}

async function importIfThere(name: string, file: string): Promise<ModuleManifest | undefined> {
  try {
    return await importPackage(name, file);
  } catch (error) {
    if (error instanceof UnknownModuleError) return undefined;
    throw error;
  }
}
