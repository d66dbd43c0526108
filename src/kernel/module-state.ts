/**
 * `accept-only` is how a strategy is switched without one refused token: the module's readers,
 * validators, revokers and strategies go on working, but its preferences are not taken.
 */
export const MODULE_STATES = ['enabled', 'accept-only', 'disabled'] as const;

export type ModuleState = (typeof MODULE_STATES)[number];

/** State by module name. A module that is missing is disabled. */
export type ModuleStates = ReadonlyMap<string, ModuleState>;

export const isModuleState = (text: unknown): text is ModuleState =>
  MODULE_STATES.includes(text as ModuleState);

/** @returns Whether the module's code is loaded at all. */
export const isOn = (states: ModuleStates, name: string): boolean =>
  (states.get(name) ?? 'disabled') !== 'disabled';
