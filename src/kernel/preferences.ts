import { AmbiguousPreferenceError, PreferenceLostError } from './errors.js';
import type { Binding, Contract, Feature } from './feature.js';
import type { ModuleManifest } from './manifest.js';
import type { ModuleState } from './module-state.js';
import { predecessors } from './sequence.js';

/** A module that is on, with its code. */
export interface LoadedModule {
  readonly manifest: ModuleManifest;
  readonly state: ModuleState;
  readonly feature: Feature;
}

/** One module's class for a contract. */
export interface Claim extends Binding {
  readonly module: string;
}

/** The class that fulfils a contract, and the claims it was preferred to, latest first. */
export interface Preference extends Claim {
  readonly overridden: readonly Claim[];
}

/**
 * Decides one implementation per contract. A later module wins only if its sequence names the
 * earlier one, directly or through others: alphabetical luck never decides which code issues tokens.
 *
 * @param modules In sequence order.
 * @throws {AmbiguousPreferenceError} When two unrelated modules claim the same contract.
 * @throws {PreferenceLostError} When only an accept-only module could fulfil a contract.
 */
export function settlePreferences(modules: readonly LoadedModule[]): Map<Contract, Preference> {
  const byName = new Map(modules.map(({ manifest }) => [manifest.name, manifest]));
  const settled = new Map<Contract, Preference>();
  for (const { module, contract, use } of claims(modules, 'enabled')) {
    const beaten = settled.get(contract);
    if (beaten && !follows(module, beaten.module, byName))
      throw new AmbiguousPreferenceError(contract.name, beaten.module, module);
    const overridden = beaten ? [beaten, ...beaten.overridden] : [];
    settled.set(contract, { module, contract, use, overridden });
  }
  for (const { contract, module } of claims(modules, 'accept-only')) {
    if (!settled.has(contract)) throw new PreferenceLostError(contract.name, module);
  }
  return settled;
}

/** Every contribution by contract, in sequence order. */
export function collectContributions(modules: readonly LoadedModule[]): Map<Contract, Claim[]> {
  const lists = new Map<Contract, Claim[]>();
  for (const { manifest, feature } of modules) {
    for (const { contract, use } of feature.contributions ?? []) {
      const list = lists.get(contract) ?? [];
      lists.set(contract, [...list, { module: manifest.name, contract, use }]);
    }
  }
  return lists;
}

const claims = (modules: readonly LoadedModule[], wanted: ModuleState): Claim[] =>
  modules
    .filter(({ state }) => state === wanted)
    .flatMap(({ manifest, feature: { preferences = [] } }) =>
      preferences.map((binding) => ({ module: manifest.name, ...binding })),
    );

function follows(
  later: string,
  earlier: string,
  byName: ReadonlyMap<string, ModuleManifest>,
): boolean {
  const manifest = byName.get(later);
  return (
    manifest !== undefined &&
    predecessors(manifest).some((name) => name === earlier || follows(name, earlier, byName))
  );
}
