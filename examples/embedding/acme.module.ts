import { Module, type DynamicModule } from '@nestjs/common';
import { TokenwrightModule, type Environment } from 'tokenwright';
import type { AcmeConfig } from './acme-config.js';
import { ExportTokens } from './export-tokens.js';
import { OrdersController } from './orders.controller.js';
import { StatusController } from './status.controller.js';

const STATES = { on: 'enabled', draining: 'accept-only', off: 'disabled' } as const;

/** An ordinary Nest application, with Tokenwright as one of its modules. */
@Module({ controllers: [OrdersController, StatusController], providers: [ExportTokens] })
export class AcmeModule {
  /** @param environment Further settings of Tokenwright, such as `DATABASE_URL`. */
  static with({ jwt, dataDir }: AcmeConfig, environment: Environment = {}): DynamicModule {
    return {
      module: AcmeModule,
      imports: [
        TokenwrightModule.forRoot({
          modules: { 'jwt-user-token': STATES[jwt] },
          environment: { ...environment, DATA_DIR: dataDir },
        }),
      ],
    };
  }
}
