import { ModuleConstraintError, UnknownModuleError } from './errors.js';
import { unmetConstraints } from './constraints.js';
import { discoverFolder, importPackage } from './discover.js';
import type { ModuleManifest } from './manifest.js';
import { parseModuleOverride, readModuleFile } from './module-file.js';
import { moduleName } from './module-name.js';
import type { ModuleState, ModuleStates } from './module-state.js';
import { sortBySequence } from './sequence.js';

/** Where modules and their states come from. */
export interface SwitchboardSources {
  /** Folders whose sub-folders are modules. */
  readonly folders: readonly string[];
  /** States from a file such as `etc/modules.json`, or given in code. */
  readonly states: string | Readonly<Record<string, ModuleState>>;
  /** The `MODULES` setting, which overrides the states above. */
  readonly override?: string;
  /** Modules handed over in code, beside those found. */
  readonly manifests?: readonly ModuleManifest[];
  /** Which of the packages that are on to import; all by default. A repair leaves broken ones out. */
  readonly importable?: (name: string) => boolean;
}

/** The known modules and the state of each. Settled before Nest starts; constant afterwards. */
export class Switchboard {
  private constructor(
    /** Every known module, in sequence. */
    readonly known: readonly ModuleManifest[],
    /** States as stored, without the override. */
    readonly stored: ModuleStates,
    /** Names whose state is overridden by `MODULES`. */
    readonly overrides: ModuleStates,
  ) {}

  /**
   * @throws {ModuleFileError} When the list of states cannot be used.
   * @throws {UnknownModuleError} When a module that is to be on is neither a folder nor a package.
   * @throws {CircularSequenceError} When the sequences contradict each other.
   */
  static async open(sources: SwitchboardSources): Promise<Switchboard> {
    const file = typeof sources.states === 'string' ? sources.states : undefined;
    const stored =
      typeof sources.states === 'string'
        ? readModuleFile(sources.states)
        : new Map(Object.entries(sources.states));
    const overrides = parseModuleOverride(sources.override);
    const found = (await Promise.all(sources.folders.map(discoverFolder))).flat();
    const manifests = new Map(
      [...found, ...(sources.manifests ?? [])].map((manifest) => [manifest.name, manifest]),
    );
    for (const [name, state] of new Map([...stored, ...overrides])) {
      // A package that is switched off may well not be installed; it is not even imported.
      if (manifests.has(name) || state === 'disabled') continue;
      if (sources.importable?.(name) === false) continue;
      manifests.set(name, await importPackage(name, file ?? `${process.cwd()}/package.json`));
    }
    return new Switchboard(sortBySequence(manifests.values()), stored, overrides);
  }

  /** States in force. */
  get states(): ModuleStates {
    return this.withOverrides(this.stored);
  }

  /** @returns The given states with `MODULES` laid over them. */
  withOverrides(states: ModuleStates): ModuleStates {
    return new Map([...states, ...this.overrides]);
  }

  /**
   * @param names In any accepted spelling.
   * @returns The same modules by their own names.
   * @throws {UnknownModuleError} Naming all that are unknown, as they were spelled.
   */
  resolve(names: readonly string[]): string[] {
    const unknown = names.filter((name) => !this.find(moduleName(name)));
    if (unknown.length > 0) throw new UnknownModuleError(unknown);
    return names.map(moduleName);
  }

  find(name: string): ModuleManifest | undefined {
    return this.known.find((manifest) => manifest.name === name);
  }

  /**
   * Works out a change without making it.
   *
   * @returns Every known module's state after it, in sequence order.
   * @throws {ModuleConstraintError} When a hard need would be unmet, unless `force`.
   */
  change(names: readonly string[], state: ModuleState, force = false): ModuleStates {
    const wanted = new Map([...this.stored, ...names.map((name) => [name, state] as const)]);
    if (!force) this.check(this.withOverrides(wanted));
    const others = [...wanted].filter(([name]) => !this.find(name));
    return new Map([
      ...this.known.map(({ name }) => [name, wanted.get(name) ?? 'disabled'] as const),
      ...others,
    ]);
  }

  /** @throws {ModuleConstraintError} When the states leave a hard need unmet. */
  check(states: ModuleStates): void {
    const manifests = new Map(this.known.map((manifest) => [manifest.name, manifest]));
    const constraints = unmetConstraints(manifests, this.states, states);
    if (constraints.length > 0) throw new ModuleConstraintError(constraints);
  }
}
