import {
  moduleName,
  readModuleFile,
  writeModuleFile,
  type ModuleState,
  type ModuleStates,
  type Switchboard,
} from '../kernel/index.js';
import { describeError } from '../describe-error.js';
import { dryRun } from './dry-run.js';
import { NoModulesSpecifiedError } from './errors.js';
import { importPackages } from './import-packages.js';
import { withModuleFileLock } from './module-file-lock.js';
import type { PackageFilter, SwitchboardAccess } from './switchboard-access.js';

/** What the operator asks for. */
export interface ModuleChangeRequest {
  readonly names: readonly string[];
  readonly state: ModuleState;
  /** Write even what will not start. */
  readonly force: boolean;
  /** Called when all is decided, right before the list is written. */
  readonly beforeWrite?: (switchboard: Switchboard, after: ModuleStates) => Promise<void>;
  /** Called once it is. @returns What went wrong with that, for the operator. */
  readonly afterWrite?: (
    switchboard: Switchboard,
    changed: readonly string[],
    after: ModuleStates,
  ) => Promise<string | undefined>;
}

/** What was done about it. */
export interface ModuleChange {
  /** Names of the modules whose state in the list is another now. */
  readonly changed: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Changes the module list, once a dry run has shown that it fits, short of starting Nest. Nothing is
 * written otherwise. Takes effect at the next start.
 *
 * @throws {DomainError} Why the list is left as it was.
 */
export async function changeModules(
  access: SwitchboardAccess,
  request: ModuleChangeRequest,
): Promise<ModuleChange> {
  if (request.names.length === 0) throw new NoModulesSpecifiedError();
  readModuleFile(access.file); // A list that is missing is a clearer answer than its lock's.
  return withModuleFileLock(access.file, async () => {
    const switchboard = await openFor(request, access);
    const { state, force } = request;
    const names = resolve(switchboard, request);
    const changed = names.filter((name) => (switchboard.stored.get(name) ?? 'disabled') !== state);
    if (changed.length === 0) return { changed, warnings: [] };
    const after = switchboard.change(changed, state, force);
    const obstacle = await dryRun(access, switchboard, after);
    if (obstacle !== undefined && !force) throw obstacle;
    await request.beforeWrite?.(switchboard, after);
    writeModuleFile(access.file, after);
    const trouble = await request.afterWrite?.(switchboard, changed, after);
    const warnings = warningsAbout(switchboard, changed, obstacle);
    return { changed, warnings: trouble === undefined ? warnings : [...warnings, trouble] };
  });
}

async function openFor(
  { names, state, force }: ModuleChangeRequest,
  access: SwitchboardAccess,
): Promise<Switchboard> {
  const wanted = names.map(moduleName);
  const filters: PackageFilter[] = [];
  if (state === 'disabled') filters.push((name) => !wanted.includes(name));
  if (force) filters.push(() => false);
  const { switchboard } = await access.openWithFewer(filters);
  if (state === 'disabled') return switchboard;
  const packages = await importPackages(switchboard, names, access.file);
  if (packages.length === 0) return switchboard;
  return (await access.openWithFewer(filters, packages)).switchboard;
}

/** A package that is in the list can be switched off even where it is not installed. */
function resolve(switchboard: Switchboard, { names, state }: ModuleChangeRequest): string[] {
  const listed = (name: string): boolean =>
    state === 'disabled' && switchboard.stored.has(moduleName(name));
  switchboard.resolve(names.filter((name) => !listed(name)));
  return [...new Set(names.map(moduleName))];
}

function warningsAbout(
  { overrides }: Switchboard,
  changed: readonly string[],
  obstacle: unknown,
): string[] {
  const warnings = changed
    .filter((name) => overrides.has(name))
    .map((name) => `MODULES overrides the file: ${name} stays ${overrides.get(name)}.`);
  if (obstacle === undefined) return warnings;
  return [...warnings, `the service will not start: ${describeError(obstacle).message}`];
}
