import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { Clock, Purger } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { OauthNonces } from './oauth-nonces.js';
import { OauthSettings } from './oauth-settings.js';
import { OauthNonce } from './persistence/oauth-nonce.entity.js';

const BATCH = 200;
/** Clocks of several processes differ: one may still accept what another finds too old. */
const MARGIN_SECONDS = 60;

@Injectable()
export class OauthNoncePurger extends Purger {
  override readonly what = 'old OAuth nonces';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
    private readonly nonces: OauthNonces,
  ) {
    super();
  }

  /** Nonces go when their timestamp alone is enough to refuse a request. */
  override async purge(): Promise<number> {
    const oldest = this.clock.now() - this.settings.nonceRetentionSeconds - MARGIN_SECONDS;
    for (let purged = 0; ; await setImmediate()) {
      const rows = await this.database.run((manager) =>
        manager.find(OauthNonce, {
          where: { timestamp: LessThan(oldest), consumerId: MoreThan(0) },
          order: { timestamp: 'ASC' },
          take: BATCH,
        }),
      );
      if (rows.length === 0) return purged;
      await this.nonces.notePurged(rows.at(-1)!.timestamp);
      const where = rows.map(() => '(nonce = ? AND consumer_id = ?)').join(' OR ');
      const keys = rows.flatMap(({ nonce, consumerId }) => [nonce, consumerId]);
      purged += await this.database.execute(`DELETE FROM oauth_nonce WHERE ${where}`, ...keys);
    }
  }
}
