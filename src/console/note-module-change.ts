import type { INestApplicationContext } from '@nestjs/common';
import { AuditTrail } from '../contract/index.js';
import { describeError } from '../describe-error.js';
import { compose, type ModuleState, type ModuleStates, type Switchboard } from '../kernel/index.js';
import { Database } from '../persistence/index.js';
import { runApplication } from './run-application.js';
import type { ConsoleStreams } from './stream-terminal.js';
import type { SwitchboardAccess } from './switchboard-access.js';
import { withPatience } from './with-patience.js';

/** What was done to the module list. */
export interface NotedChange {
  readonly changed: readonly string[];
  /** All states of the list as it is now. */
  readonly after: ModuleStates;
  readonly state: ModuleState;
  readonly force: boolean;
}

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
  const note = async (signal: AbortSignal): Promise<undefined> => {
    // Before it, or else switching the trail itself off would go unnoted; a start that was
    // impossible before has only the states after it.
    const composition = await compose(before, environment).catch(() =>
      compose(before, environment, before.withOverrides(after)),
    );
    if (!composition.preferences.has(AuditTrail)) return;
    const record = async (application: INestApplicationContext): Promise<void> => {
      const trail = application.get<AuditTrail>(AuditTrail as never, { strict: false });
      await application.get(Database).transaction(async () => {
        for (const subject of changed)
          await trail.record({ action, result: 'success', subject, details: { state, force } });
        // The operator has been told that it is not.
        signal.throwIfAborted();
      });
    };
    await runApplication(composition, environment, stderr, record, signal);
  };
  try {
    return await withPatience(note);
  } catch (error) {
    return `The change is not in the audit trail: ${describeError(error).message}`;
  }
}
