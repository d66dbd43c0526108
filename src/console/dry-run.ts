import { compose, type ModuleStates, type Switchboard } from '../kernel/index.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/**
 * Works out a start in other states, without starting.
 *
 * @returns What stands in the way of it; undefined when nothing does.
 */
export async function dryRun(
  { environment }: SwitchboardAccess,
  switchboard: Switchboard,
  states: ModuleStates,
): Promise<unknown> {
  try {
    await compose(switchboard, environment, switchboard.withOverrides(states));
    return undefined;
  } catch (obstacle) {
    return obstacle;
  }
}
