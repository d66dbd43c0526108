import { Inject, Injectable } from '@nestjs/common';
import { Clock, Purger } from '../../contract/index.js';
import { Database, purgeInBatches } from '../../persistence/index.js';
import { IntegrationSettings } from './integration-settings.js';
import { OpaqueToken } from './persistence/opaque-token.entity.js';

@Injectable()
export class OpaqueTokenPurger extends Purger {
  override readonly what = 'expired opaque tokens';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(IntegrationSettings.token) private readonly settings: IntegrationSettings,
  ) {
    super();
  }

  override purge(): Promise<number> {
    const last = this.clock.now() - this.settings.expiredRetentionSeconds;
    return purgeInBatches(this.database, OpaqueToken, last);
  }
}
