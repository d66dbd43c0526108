import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Gauge } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { OauthNonce } from './persistence/oauth-nonce.entity.js';

/** How large the table is that every signed request adds a row to. */
@Injectable()
export class OauthNonceGauge extends Gauge {
  override readonly name = 'tokenwright_oauth_nonces';
  override readonly help = 'Nonces of signed requests that are remembered.';

  constructor(private readonly database: Database) {
    super();
  }

  override read(): Promise<number> {
    return this.database.run((manager) => manager.countBy(OauthNonce, { consumerId: MoreThan(0) }));
  }
}
