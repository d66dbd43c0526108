import { Module, type DynamicModule } from '@nestjs/common';
import {
  BindingsModule,
  type Composition,
  type Environment,
  type Hosting,
} from './kernel/index.js';
import { DatabaseSettings, PersistenceModule } from './persistence/index.js';
import { publicBaseUrl } from './server-settings.js';

/** Composition root: the modules that are on, their database and their bindings as one Nest module. */
@Module({})
export class AppModule {
  /** @param signal Ends the wait for the database, and with it the start. */
  static from(
    composition: Composition,
    environment: Environment,
    hosting: Hosting,
    signal?: AbortSignal,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PersistenceModule.from(composition, DatabaseSettings.parse(environment), signal),
        BindingsModule.from(composition, hosting, publicBaseUrl(environment)),
      ],
    };
  }
}
