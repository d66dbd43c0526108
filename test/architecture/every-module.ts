import { MODULES_FOLDER } from '../../src/installation.js';
import {
  compose,
  discoverFolder,
  Switchboard,
  type Composition,
  type Feature,
  type ModuleManifest,
  type ModuleState,
} from '../../src/kernel/index.js';
import { moduleFolders } from './source-files.js';

/** Every shipped module enabled. */
export const EVERYTHING: Readonly<Record<string, ModuleState>> = Object.fromEntries(
  moduleFolders().map((name) => [name, 'enabled' as const]),
);

export const manifests = (): Promise<ModuleManifest[]> => discoverFolder(MODULES_FOLDER);

export const features = async (): Promise<Feature[]> =>
  Promise.all((await manifests()).map(({ load }) => load()));

export const composeEverything = async (): Promise<Composition> =>
  compose(await Switchboard.open({ folders: [MODULES_FOLDER], states: EVERYTHING }), {});
