import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Composition } from '../kernel/index.js';
import type { Schema } from './data-source-options.js';
import { DatabaseSettings } from './database-settings.js';
import { Database } from './database.js';
import { closeDatabase, openDatabase } from './open-database.js';

/** Gathers what the modules that are on keep in the database. */
export const schemaOf = ({ modules }: Composition): Schema => ({
  entities: modules.flatMap(({ feature: { entities = [] } }) => [...entities]),
  migrations: modules.flatMap(({ feature: { migrations = [] } }) => [...migrations]),
  owners: new Map(
    modules.map(({ manifest, feature: { migrations = [] } }) => [manifest.name, migrations]),
  ),
});

/** Opens the database at start, closes it at the end, and makes {@link Database} injectable. */
@Global()
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @param signal Ends the wait for the database. */
  static from(
    composition: Composition,
    settings: DatabaseSettings,
    signal?: AbortSignal,
  ): DynamicModule {
    const open = (): Promise<Database> =>
      openDatabase(settings, schemaOf(composition), undefined, signal);
    const providers = [
      { provide: DatabaseSettings.token, useValue: settings },
      { provide: Database, useFactory: open },
    ];
    return { module: PersistenceModule, providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    await closeDatabase(this.database);
  }
}
