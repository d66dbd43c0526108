import type { Feature } from './feature.js';

/** Identity card of a feature module: who it is, after whom it loads, how to load it. */
export interface ModuleManifest {
  /** Unique and kebab-case, equal to the folder's name; or the name of the npm package it is. */
  readonly name: string;
  /** One sentence for `module:status`. */
  readonly summary: string;
  /**
   * Three things at once: modules that load earlier, that must be on, and whose `index.ts` this
   * one may import.
   */
  readonly sequence: readonly string[];
  /** Modules that load earlier if they happen to be on. Order only. */
  readonly sequenceIfEnabled?: readonly string[];
  /** Called only when the module is on, so a disabled one is never loaded. */
  readonly load: () => Promise<Feature>;
}

/** Types a manifest where it is written. @returns The manifest itself. */
export const defineModule = (manifest: ModuleManifest): ModuleManifest => manifest;
