import { predecessors, type Composition, type Contract } from '../kernel/index.js';

/** A class that a contract could have been fulfilled by. */
export interface OverriddenClass {
  readonly class: string;
  readonly module: string;
  readonly why: string;
}

/** Who fulfils a contract, and who does not. */
export interface PreferenceEntry {
  readonly contract: string;
  readonly winner: string;
  readonly module: string;
  readonly overridden: readonly OverriddenClass[];
}

/** Everybody who takes part in a contract, in order. */
export interface ListEntry {
  readonly contract: string;
  readonly members: readonly { readonly class: string; readonly module: string }[];
}

/** @returns Every contract with one winner, by name. */
export const preferenceEntries = (composition: Composition): PreferenceEntry[] =>
  [...composition.preferences]
    .map(([contract, { use, module, overridden }]) => ({
      contract: contract.name,
      winner: use.name,
      module,
      overridden: [
        ...overridden.map((claim) => ({
          class: claim.use.name,
          module: claim.module,
          why: whyBefore(composition, module, claim.module),
        })),
        ...notTaken(composition, contract),
      ],
    }))
    .toSorted(byContract);

/** @returns Every contract that all contributions take part in, by name. */
export const listEntries = ({ contributions }: Composition): ListEntry[] =>
  [...contributions]
    .map(([contract, claims]) => ({
      contract: contract.name,
      members: claims.map(({ use, module }) => ({ class: use.name, module })),
    }))
    .toSorted(byContract);

const byContract = (one: { contract: string }, other: { contract: string }): number =>
  one.contract < other.contract ? -1 : 1;

function whyBefore(composition: Composition, winner: string, loser: string): string {
  const path = pathBetween(composition, winner, loser);
  return path.length > 2
    ? `${winner} follows ${loser} in sequence: ${path.join(' -> ')}`
    : `${winner} names ${loser} in its sequence`;
}

/** Shortest chain of sequences; settled preferences are sure to have one. */
function pathBetween({ modules }: Composition, from: string, to: string): string[] {
  const manifests = new Map(modules.map(({ manifest }) => [manifest.name, manifest]));
  const queue = [[from]];
  for (let path = queue.shift(); path; path = queue.shift()) {
    const last = path.at(-1)!;
    if (last === to) return path;
    const manifest = manifests.get(last);
    for (const earlier of manifest ? predecessors(manifest) : []) queue.push([...path, earlier]);
  }
  return [];
}

const notTaken = ({ modules }: Composition, contract: Contract): OverriddenClass[] =>
  modules
    .filter(({ state }) => state === 'accept-only')
    .flatMap(({ manifest: { name: module }, feature: { preferences = [] } }) =>
      preferences
        .filter((binding) => binding.contract === contract)
        .map(({ use }) => ({ class: use.name, module, why: `${module} is accept-only` })),
    );
