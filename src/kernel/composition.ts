import { collectAclResources } from './acl-resources.js';
import { collectIntegrations } from './configured-integrations.js';
import { DuplicateCommandError, ModuleManifestError, UnknownModuleError } from './errors.js';
import type {
  AclResource,
  ConfiguredIntegration,
  ConsoleCommandType,
  Contract,
  Feature,
} from './feature.js';
import type { ModuleManifest } from './manifest.js';
import type { ModuleState, ModuleStates } from './module-state.js';
import { isOn } from './module-state.js';
import {
  collectContributions,
  settlePreferences,
  type Claim,
  type LoadedModule,
  type Preference,
} from './preferences.js';
import type { Environment } from './settings.js';
import type { Switchboard } from './switchboard.js';

/** Everything the module states decide, worked out before Nest exists. */
export interface Composition {
  /** Modules that are on, in sequence. */
  readonly modules: readonly LoadedModule[];
  readonly preferences: ReadonlyMap<Contract, Preference>;
  readonly contributions: ReadonlyMap<Contract, readonly Claim[]>;
  readonly commands: readonly ConsoleCommandType[];
  /** What roles can be granted, by id. */
  readonly acl: ReadonlyMap<string, AclResource>;
  /** What the module `oauth-integration`, where it is on, makes at start. */
  readonly integrations: readonly ConfiguredIntegration[];
  /** Parsed settings by DI token. */
  readonly settings: ReadonlyMap<symbol, unknown>;
}

/**
 * Loads the modules that are on, and only those, and settles who fulfils what. Also the dry run
 * before a change of states is written: what passes here starts.
 *
 * @param states Defaults to those in force.
 * @throws {DomainError} Whatever stands in the way of a start, in words for the operator.
 */
export async function compose(
  switchboard: Switchboard,
  environment: Environment,
  states: ModuleStates = switchboard.states,
): Promise<Composition> {
  const unknown = [...states.keys()].filter(
    (name) => isOn(states, name) && !switchboard.find(name),
  );
  if (unknown.length > 0) throw new UnknownModuleError(unknown);
  switchboard.check(states);
  const modules = await Promise.all(
    switchboard.known
      .filter(({ name }) => isOn(states, name))
      .map(async (manifest) => ({
        manifest,
        state: states.get(manifest.name) as ModuleState,
        feature: await featureOf(manifest),
      })),
  );
  const features = modules.map(({ feature }) => feature);
  const acl = collectAclResources(modules);
  return {
    modules,
    preferences: settlePreferences(modules),
    contributions: collectContributions(modules),
    commands: distinctCommands(features.flatMap(({ commands = [] }) => [...commands])),
    acl,
    integrations: collectIntegrations(modules, acl),
    settings: new Map(
      features
        .flatMap(({ settings = [] }) => [...settings])
        .map((definition) => [definition.token, definition.parse(environment)]),
    ),
  };
}

/** @throws {ModuleManifestError} */
async function featureOf(manifest: ModuleManifest): Promise<Feature> {
  let feature: Feature | undefined;
  try {
    feature = await manifest.load();
  } catch (cause) {
    throw ModuleManifestError.because(manifest.name, 'it cannot be loaded', cause);
  }
  // A package need not have been written with types.
  if (!isNestModule(feature?.module))
    throw new ModuleManifestError(manifest.name, 'what it loads names no Nest module');
  return feature;
}

const isNestModule = (given: unknown): boolean =>
  typeof given === 'function' || (typeof given === 'object' && given !== null && 'module' in given);

function distinctCommands(commands: readonly ConsoleCommandType[]): readonly ConsoleCommandType[] {
  const names = commands.map(({ spec }) => spec.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new DuplicateCommandError(twice);
  return commands;
}
