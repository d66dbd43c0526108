import type { ConsoleCommand, ConsoleCommandSpec } from '../contract/index.js';
import { DiPreferencesCommand } from './di-preferences.command.js';
import { MigrateCommand } from './migrate.command.js';
import { ModuleDisableCommand } from './module-disable.command.js';
import { ModuleEnableCommand } from './module-enable.command.js';
import { ModuleStatusCommand } from './module-status.command.js';
import type { ConsoleStreams } from './stream-terminal.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/** A command that needs no running application. */
export interface OwnCommandType {
  new (access: SwitchboardAccess, streams: ConsoleStreams): ConsoleCommand;
  readonly spec: ConsoleCommandSpec;
}

/** Commands that are there whatever modules are on, and whether or not the service starts. */
export const OWN_COMMANDS: readonly OwnCommandType[] = [
  DiPreferencesCommand,
  MigrateCommand,
  ModuleDisableCommand,
  ModuleEnableCommand,
  ModuleStatusCommand,
];
