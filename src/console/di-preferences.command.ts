import { ConsoleCommand, type ConsoleCommandSpec, type ConsoleResult } from '../contract/index.js';
import { compose } from '../kernel/index.js';
import {
  listEntries,
  preferenceEntries,
  type ListEntry,
  type PreferenceEntry,
} from './preference-report.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/** `di:preferences` */
export class DiPreferencesCommand extends ConsoleCommand {
  static readonly spec: ConsoleCommandSpec = {
    name: 'di:preferences',
    summary: 'Shows which module fulfils each contract, and whom it overrides.',
  };

  constructor(private readonly access: SwitchboardAccess) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const composition = await compose(await this.access.open(), this.access.environment);
    const json = { preferences: preferenceEntries(composition), lists: listEntries(composition) };
    const text = [
      'Preferences, one winner each:',
      ...json.preferences.flatMap(preferenceLines),
      '',
      'Lists, all of them in this order:',
      ...json.lists.flatMap(listLines),
    ].join('\n');
    return { text, json };
  }
}

const preferenceLines = ({ contract, winner, module, overridden }: PreferenceEntry): string[] => [
  `${contract}: ${winner} (${module})`,
  ...overridden.map((loser) => `  overrides ${loser.class} (${loser.module}): ${loser.why}`),
];

const listLines = ({ contract, members }: ListEntry): string[] => [
  `${contract}:`,
  ...members.map((member, index) => `  ${index + 1}. ${member.class} (${member.module})`),
];
