import { moduleName, type ModuleState, type Switchboard } from '../kernel/index.js';

/** One module as `module:status` shows it. */
export interface ListedModule {
  readonly name: string;
  /** State in force; null for a module that does not exist. */
  readonly state: ModuleState | null;
  readonly summary: string | null;
}

/** @returns Every known module in sequence, then what else is in the list. */
export function listModules({ known, states }: Switchboard): ListedModule[] {
  const names = new Set(known.map(({ name }) => name));
  const others = [...states.keys()].filter((name) => !names.has(name)).toSorted();
  return [
    ...known.map(({ name, summary }) => ({ name, state: states.get(name) ?? 'disabled', summary })),
    ...others.map((name) => ({ name, state: states.get(name) ?? 'disabled', summary: null })),
  ];
}

/** @returns The module of that name in any spelling; one without a state where there is none. */
export const findListed = (modules: readonly ListedModule[], spelling: string): ListedModule =>
  modules.find(({ name }) => name === moduleName(spelling)) ?? {
    name: spelling,
    state: null,
    summary: null,
  };
