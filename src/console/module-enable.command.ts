import {
  ConsoleCommand,
  type ConsoleCommandSpec,
  type ConsoleOptions,
  type ConsoleResult,
} from '../contract/index.js';
import { changeModules } from './change-modules.js';
import { reportChange } from './change-report.js';
import { noteModuleChange } from './note-module-change.js';
import type { ConsoleStreams } from './stream-terminal.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/** `module:enable` */
export class ModuleEnableCommand extends ConsoleCommand {
  static readonly spec: ConsoleCommandSpec = {
    name: 'module:enable',
    summary: 'Enables modules, npm packages among them, from the next start on.',
    arguments: [['[names...]', 'modules, separated by spaces']],
    options: [['--force', 'write the list even if the service will not start with it']],
  };

  constructor(
    private readonly access: SwitchboardAccess,
    private readonly streams: ConsoleStreams,
  ) {
    super();
  }

  override async run(names: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const state = 'enabled';
    const force = options['force'] === true;
    const change = await changeModules(this.access, {
      names,
      state,
      force,
      afterWrite: (before, changed, after) =>
        noteModuleChange(this.access, before, { changed, after, state, force }, this.streams),
    });
    return reportChange({ ...change, state, force });
  }
}
