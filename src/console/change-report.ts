import type { ConsoleResult } from '../contract/index.js';
import type { ModuleState } from '../kernel/index.js';
import type { ModuleChange } from './change-modules.js';
import { liveTokenLines, type LiveTokens } from './live-tokens.js';

/** What there is to say about a change of the module list. */
export interface ChangeReport extends ModuleChange {
  readonly state: ModuleState;
  readonly force: boolean;
  readonly liveTokens?: LiveTokens | undefined;
}

const DONE: Readonly<Record<ModuleState, string>> = {
  enabled: 'The following modules have been enabled:',
  'accept-only': 'The following modules are now accept-only:',
  disabled: 'The following modules have been disabled:',
};

const ALERT =
  'Alert: You used the --force option. As a result, modules might not function properly.';

/** Puts a change into Magento's words, where it has some. */
export const reportChange = (report: ChangeReport): ConsoleResult => ({
  text: textOf(report),
  json: jsonOf(report),
});

function textOf({ changed, state, force, liveTokens, warnings }: ChangeReport): string {
  if (changed.length === 0) return 'No modules were changed.';
  return [
    DONE[state],
    ...changed.map((name) => `- ${name}`),
    '',
    'Restart the service to apply the change.',
    ...(liveTokens ? liveTokenLines(liveTokens) : []),
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...(force ? [ALERT] : []),
  ].join('\n');
}

const jsonOf = ({ changed, state, liveTokens, warnings }: ChangeReport): unknown => ({
  changed,
  state,
  ...(liveTokens && { liveTokens: liveTokens.counts }),
  ...(warnings.length > 0 && { warnings }),
});
