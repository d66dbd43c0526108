import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { ModuleFileError } from './errors.js';
import { moduleName } from './module-name.js';
import {
  isModuleState,
  MODULE_STATES,
  type ModuleState,
  type ModuleStates,
} from './module-state.js';
import { reasonOf } from './private-folder.js';

/**
 * Reads `{"modules": {"name": "state", ...}}`.
 *
 * @throws {ModuleFileError} When the file is missing, is not that JSON, or holds another state.
 */
export function readModuleFile(file: string): Map<string, ModuleState> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ModuleFileError(file, 'it is missing or not JSON', { cause });
  }
  const modules = (parsed as { modules?: unknown } | null)?.modules;
  if (typeof modules !== 'object' || modules === null || Array.isArray(modules))
    throw new ModuleFileError(file, 'it has no object "modules"');
  return checkModuleStates(modules, file);
}

/**
 * @param states States by module name, in any accepted spelling.
 * @param source Where they come from, for the error.
 * @throws {ModuleFileError} When a state is none.
 */
export function checkModuleStates(states: object, source: string): Map<string, ModuleState> {
  return new Map(
    Object.entries(states).map(([name, state]) => [moduleName(name), checked(name, state, source)]),
  );
}

/**
 * Replaces the file in one step: whoever reads it sees the old list or the new one, whole. Where the
 * path is a link, it is what the link names; its mode stays.
 *
 * @param file There already.
 * @throws {ModuleFileError} When it cannot be replaced, because it is mounted by itself, say.
 */
export function writeModuleFile(file: string, states: ModuleStates): void {
  const text = JSON.stringify({ modules: Object.fromEntries(states) }, null, 2) + '\n';
  const draft = `${realpathSync(file)}.${process.pid}.tmp`;
  try {
    writeDraft(draft, text, statSync(file).mode);
    renameSync(draft, realpathSync(file));
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new ModuleFileError(file, `it cannot be replaced (${reasonOf(cause)})`, { cause });
  }
}

function writeDraft(draft: string, text: string, mode: number): void {
  const descriptor = openSync(draft, 'w', mode);
  try {
    fchmodSync(descriptor, mode);
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads the `MODULES` setting: `jwt-user-token=disabled,two-factor-auth=enabled`.
 *
 * @throws {ModuleFileError} When an entry is not `name=state`.
 */
export function parseModuleOverride(text: string | undefined): Map<string, ModuleState> {
  const entries = (text ?? '').split(',').filter((entry) => entry.trim() !== '');
  return new Map(
    entries.map((entry) => {
      const [name = '', state, ...more] = entry.split('=').map((part) => part.trim());
      if (name === '' || more.length > 0)
        throw new ModuleFileError('MODULES', `"${entry.trim()}" is not name=state`);
      return [moduleName(name), checked(name, state, 'MODULES')];
    }),
  );
}

function checked(name: string, state: unknown, source: string): ModuleState {
  if (isModuleState(state)) return state;
  throw new ModuleFileError(source, `"${name}" must be one of ${MODULE_STATES.join(', ')}`);
}
