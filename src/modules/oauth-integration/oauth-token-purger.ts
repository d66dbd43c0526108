import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Clock, Purger } from '../../contract/index.js';
import { Database, purgeInBatches } from '../../persistence/index.js';
import { REQUEST_TOKEN_SECONDS } from './handshake.js';
import { OauthToken } from './persistence/oauth-token.entity.js';

@Injectable()
export class OauthTokenPurger extends Purger {
  override readonly what = 'handshakes that came to nothing, and rolled tokens';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async purge(): Promise<number> {
    const now = this.clock.now();
    const rolled = await purgeInBatches(this.database, OauthToken, now, 'expiresAt');
    const createdAt = LessThanOrEqual(now - REQUEST_TOKEN_SECONDS);
    const stale = await this.database.run((manager) =>
      manager.delete(OauthToken, { type: 'request', createdAt }),
    );
    return rolled + (stale.affected ?? 0);
  }
}
