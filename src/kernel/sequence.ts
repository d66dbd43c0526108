import { CircularSequenceError } from './errors.js';
import type { ModuleManifest } from './manifest.js';

/**
 * Orders modules so that each comes after its sequence; ties are alphabetical, so the result does
 * not depend on the file system.
 *
 * @throws {CircularSequenceError} With the whole circle.
 */
export function sortBySequence(manifests: Iterable<ModuleManifest>): ModuleManifest[] {
  const byName = new Map([...manifests].map((manifest) => [manifest.name, manifest]));
  const sorted = new Set<ModuleManifest>();

  const visit = (name: string, path: readonly string[]): void => {
    const manifest = byName.get(name);
    if (!manifest || sorted.has(manifest)) return;
    if (path.includes(name))
      throw new CircularSequenceError([...path.slice(path.indexOf(name)), name]);
    for (const earlier of predecessors(manifest).toSorted()) visit(earlier, [...path, name]);
    sorted.add(manifest);
  };

  for (const name of [...byName.keys()].toSorted()) visit(name, []);
  return [...sorted];
}

/** @returns Every module named in the sequence, hard needs and mere order alike. */
export const predecessors = ({ sequence, sequenceIfEnabled = [] }: ModuleManifest): string[] => [
  ...sequence,
  ...sequenceIfEnabled,
];
