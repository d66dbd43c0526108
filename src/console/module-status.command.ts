import {
  ConsoleCommand,
  type ConsoleCommandSpec,
  type ConsoleOptions,
  type ConsoleResult,
} from '../contract/index.js';
import type { ModuleState } from '../kernel/index.js';
import { describeError } from '../describe-error.js';
import { dryRun } from './dry-run.js';
import { findListed, listModules, type ListedModule } from './module-listing.js';
import type { OpenedSwitchboard, SwitchboardAccess } from './switchboard-access.js';

/** `module:status` */
export class ModuleStatusCommand extends ConsoleCommand {
  static readonly spec: ConsoleCommandSpec = {
    name: 'module:status',
    summary: 'Shows the state of all modules, or of those named.',
    arguments: [['[names...]', 'modules, separated by spaces']],
    options: [
      ['--enabled', 'only the names of enabled modules; exit code 1 if there are none'],
      ['--disabled', 'only the names of disabled modules; exit code 1 if there are none'],
    ],
  };

  constructor(private readonly access: SwitchboardAccess) {
    super();
  }

  override async run(names: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const opened = await this.access.openWithFewer([() => false]);
    const obstacle = opened.obstacle ?? (await this.bootObstacle(opened));
    const modules = listModules(opened.switchboard);
    if (names.length > 0) {
      const json = names.map((name) => findListed(modules, name));
      return { text: [...json.map(sentence), ...remarks(opened, obstacle)].join('\n'), json };
    }
    const wanted = (['enabled', 'disabled'] as const).filter((state) => options[state] === true);
    if (wanted.length > 0) {
      const json = modules.filter(({ state }) => wanted.some((one) => one === state));
      return { text: namesOf(json), json, exitCode: json.length > 0 ? 0 : 1 };
    }
    return { text: [...groups(modules), ...remarks(opened, obstacle)].join('\n'), json: modules };
  }

  private bootObstacle({ switchboard }: OpenedSwitchboard): Promise<unknown> {
    return dryRun(this.access, switchboard, switchboard.stored);
  }
}

/** Lines; the last one is empty. */
function groups(modules: readonly ListedModule[]): string[] {
  const states: ModuleState[] = ['enabled', 'accept-only', 'disabled'];
  return states
    .map((state) => ({ state, members: modules.filter((module) => module.state === state) }))
    .filter(({ state, members }) => state !== 'accept-only' || members.length > 0)
    .flatMap(({ state, members }) => [`List of ${state} modules:`, namesOf(members), '']);
}

const namesOf = (modules: readonly ListedModule[]): string =>
  modules.map(({ name }) => name).join('\n') || 'None';

/** The two spaces are Magento's. */
function sentence({ name, state }: ListedModule): string {
  if (state === null) return `${name} : Module does not exist`;
  return state === 'disabled' ? `${name} :  Module is disabled` : `${name} : Module is ${state}`;
}

function remarks({ switchboard: { overrides } }: OpenedSwitchboard, obstacle: unknown): string[] {
  const lines = [];
  if (overrides.size > 0)
    lines.push(`MODULES overrides the file: ${[...overrides.keys()].join(', ')}`);
  if (obstacle !== undefined)
    lines.push(`The service will not start: ${describeError(obstacle).message}`);
  return lines;
}
