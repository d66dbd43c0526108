import type { INestApplicationContext } from '@nestjs/common';
import { LiveTokenCounter, TokenReader } from '../contract/index.js';
import {
  compose,
  isOn,
  type Claim,
  type Contract,
  type ModuleStates,
  type Switchboard,
} from '../kernel/index.js';
import { describeError } from '../describe-error.js';
import { runApplication } from './run-application.js';
import type { ConsoleStreams } from './stream-terminal.js';
import type { SwitchboardAccess } from './switchboard-access.js';
import { withPatience } from './with-patience.js';

/** How many live tokens a change costs. */
export interface LiveTokens {
  /** By format, null for one that keeps no count; null when they could not be counted at all. */
  readonly counts: Readonly<Record<string, number | null>> | null;
  /** Why they could not. */
  readonly problem?: string;
}

/**
 * Counts the tokens that only modules about to be switched off can read. Asks the application in
 * the states before the change: after it, nobody could tell.
 */
export async function countLiveTokens(
  { environment }: SwitchboardAccess,
  switchboard: Switchboard,
  after: ModuleStates,
  { stderr }: ConsoleStreams,
): Promise<LiveTokens> {
  const inForce = switchboard.withOverrides(after);
  const lost = (name: string): boolean => isOn(switchboard.states, name) && !isOn(inForce, name);
  if (![...after.keys()].some(lost)) return { counts: {} };
  try {
    const before = await compose(switchboard, environment);
    const lostClasses = (contract: Contract): Claim['use'][] =>
      (before.contributions.get(contract) ?? [])
        .filter(({ module }) => lost(module))
        .map(({ use }) => use);
    const readers = lostClasses(TokenReader);
    const counters = lostClasses(LiveTokenCounter);
    if (readers.length + counters.length === 0) return { counts: {} };
    const countIn = async (application: INestApplicationContext): Promise<LiveTokens> => {
      const counts: Record<string, number | null> = {};
      for (const use of readers)
        counts[application.get<TokenReader>(use, { strict: false }).format] = null;
      for (const use of counters) {
        const counter = application.get<LiveTokenCounter>(use, { strict: false });
        counts[counter.format] = await counter.count();
      }
      return { counts };
    };
    return await withPatience((signal) =>
      runApplication(before, environment, stderr, countIn, signal),
    );
  } catch (error) {
    return { counts: null, problem: describeError(error).message };
  }
}

/** @returns One sentence per format. */
export function liveTokenLines({ counts, problem }: LiveTokens): string[] {
  if (counts === null)
    return [`How many live tokens will be refused after the restart is unknown: ${problem}`];
  return Object.entries(counts).map(([format, count]) => sentence(format, count));
}

function sentence(format: string, count: number | null): string {
  if (count === null)
    return `How many live ${format} tokens will be refused after the restart is unknown: their module does not count them.`;
  if (count === 0) return `No live ${format} token is affected.`;
  const refused = `will be refused after the restart. Use --drain to let`;
  return count === 1
    ? `1 live ${format} token ${refused} it live out its time.`
    : `${count} live ${format} tokens ${refused} them live out their time.`;
}
