import {
  ConsoleCommand,
  type ConsoleCommandSpec,
  type ConsoleOptions,
  type ConsoleResult,
} from '../contract/index.js';
import { changeModules } from './change-modules.js';
import { reportChange } from './change-report.js';
import { countLiveTokens, type LiveTokens } from './live-tokens.js';
import { noteModuleChange } from './note-module-change.js';
import type { ConsoleStreams } from './stream-terminal.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/** `module:disable` */
export class ModuleDisableCommand extends ConsoleCommand {
  static readonly spec: ConsoleCommandSpec = {
    name: 'module:disable',
    summary: 'Disables modules, or drains them, from the next start on.',
    arguments: [['[names...]', 'modules, separated by spaces']],
    options: [
      ['--drain', 'accept-only: live tokens go on working, new ones are made by others'],
      ['--force', 'write the list even if the service will not start with it'],
    ],
  };

  constructor(
    private readonly access: SwitchboardAccess,
    private readonly streams: ConsoleStreams,
  ) {
    super();
  }

  override async run(names: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const force = options['force'] === true;
    const drain = options['drain'] === true;
    const state = drain ? 'accept-only' : 'disabled';
    let liveTokens: LiveTokens | undefined = drain ? undefined : { counts: {} };
    const change = await changeModules(this.access, {
      names,
      state,
      force,
      beforeWrite: async (switchboard, after) => {
        if (!drain)
          liveTokens = await countLiveTokens(this.access, switchboard, after, this.streams);
      },
      afterWrite: (before, changed, after) =>
        noteModuleChange(this.access, before, { changed, after, state, force }, this.streams),
    });
    return reportChange({ ...change, state, force, liveTokens });
  }
}
