import type { ModuleManifest } from './manifest.js';
import { isOn, type ModuleStates } from './module-state.js';

type Manifests = ReadonlyMap<string, ModuleManifest>;

/**
 * Says why a set of states cannot be, in Magento's words.
 *
 * @param before States in force, to tell "cannot disable" from "cannot enable".
 * @param after States asked for.
 * @returns Lines for people; none when every hard need is met.
 */
export function unmetConstraints(
  manifests: Manifests,
  before: ModuleStates,
  after: ModuleStates,
): string[] {
  const on = [...manifests.values()].filter(({ name }) => isOn(after, name));
  const missing = new Set(
    on.flatMap(({ sequence }) => sequence.filter((needed) => !isOn(after, needed))),
  );
  return [...missing].toSorted().flatMap((needed) => {
    const paths = on
      .map(({ name }) => pathBetween(manifests, name, needed))
      .filter((path) => path !== undefined);
    if (isOn(before, needed)) {
      const lines = paths.map((path) => `${path[0]}: ${path.join('->')}`);
      return [`Cannot disable ${needed} because modules depend on it:`, ...lines];
    }
    return paths.flatMap((path) => [
      `Cannot enable ${path[0]} because it depends on disabled modules:`,
      `${needed}: ${path.join('->')}`,
    ]);
  });
}

/** Shortest chain of hard needs from one module to another. */
function pathBetween(manifests: Manifests, from: string, to: string): string[] | undefined {
  const queue = [[from]];
  const seen = new Set([from]);
  for (let path = queue.shift(); path; path = queue.shift()) {
    const last = path.at(-1)!;
    if (last === to) return path;
    for (const next of manifests.get(last)?.sequence ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([...path, next]);
    }
  }
  return undefined;
}
