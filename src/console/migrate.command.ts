import { ConsoleCommand, type ConsoleCommandSpec, type ConsoleResult } from '../contract/index.js';
import { compose } from '../kernel/index.js';
import { closeDatabase, DatabaseSettings, openDatabase, schemaOf } from '../persistence/index.js';
import type { SwitchboardAccess } from './switchboard-access.js';

/** `migrate` */
export class MigrateCommand extends ConsoleCommand {
  static readonly spec: ConsoleCommandSpec = {
    name: 'migrate',
    summary: 'Brings the database up to date with the modules that are on.',
  };

  constructor(private readonly access: SwitchboardAccess) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const { environment } = this.access;
    const composition = await compose(await this.access.open(), environment);
    const settings = DatabaseSettings.parse(environment);
    const migrations: string[] = [];
    const database = await openDatabase(settings, schemaOf(composition), (name) =>
      migrations.push(name),
    );
    await closeDatabase(database);
    const lines = ['The following migrations ran:', ...migrations.map((name) => `- ${name}`)];
    return {
      text: migrations.length > 0 ? lines.join('\n') : 'Nothing to migrate.',
      json: { migrations },
    };
  }
}
