import { Injectable } from '@nestjs/common';
import { Clock, Purger } from '../../contract/index.js';
import { Database, purgeInBatches } from '../../persistence/index.js';
import { JwtIssue } from './persistence/jwt-issue.entity.js';

@Injectable()
export class JwtIssuePurger extends Purger {
  override readonly what = 'notes of expired JWTs';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override purge(): Promise<number> {
    return purgeInBatches(this.database, JwtIssue, this.clock.now());
  }
}
