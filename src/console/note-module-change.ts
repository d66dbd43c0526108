import { setTimeout } from 'node:timers/promises';
import { AuditTrail } from '../contract/index.js';
import { describeError } from '../describe-error.js';
import { compose, type ModuleState, type ModuleStates, type Switchboard } from '../kernel/index.js';
import { runApplication } from './run-application.js';
import type { ConsoleStreams } from './stream-terminal.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/** What was done to the module list. */
export interface NotedChange {
  readonly changed: readonly string[];
  /** All states of the list as it is now. */
  readonly after: ModuleStates;
  readonly state: ModuleState;
  readonly force: boolean;
}

/** A database that hangs must not hold up the switch that may be the way out. */
const PATIENCE_MS = 15_000;

/**
 * Notes a change in the audit trail that is on; without one there is nothing to do.
 *
 * @param before As it was when the change was decided.
 * @returns Why it could not be noted, for the operator. The change stands all the same.
 */
export async function noteModuleChange(
  { environment }: SwitchboardAccess,
  before: Switchboard,
  { changed, after, state, force }: NotedChange,
  { stderr }: ConsoleStreams,
): Promise<string | undefined> {
  const action = state === 'enabled' ? 'module.enable' : 'module.disable';
  const note = async (): Promise<undefined> => {
    // Before it, or else switching the trail itself off would go unnoted; a start that was
    // impossible before has only the states after it.
    const composition = await compose(before, environment).catch(() =>
      compose(before, environment, before.withOverrides(after)),
    );
    if (!composition.preferences.has(AuditTrail)) return;
    await runApplication(composition, environment, stderr, async (application) => {
      const trail = application.get<AuditTrail>(AuditTrail as never, { strict: false });
      for (const subject of changed)
        await trail.record({ action, result: 'success', subject, details: { state, force } });
    });
  };
  const late = async (): Promise<never> => {
    await setTimeout(PATIENCE_MS, undefined, { ref: false });
    throw new Error('the database does not answer');
  };
  try {
    return await Promise.race([note(), late()]);
  } catch (error) {
    return `The change is not in the audit trail: ${describeError(error).message}`;
  }
}
