import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { Clock, LiveTokenCounter } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { OpaqueToken } from './persistence/opaque-token.entity.js';

@Injectable()
export class OpaqueLiveTokenCounter extends LiveTokenCounter {
  override readonly format = 'opaque';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override count(): Promise<number> {
    const live = { revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
    return this.database.run((manager) => manager.countBy(OpaqueToken, live));
  }
}
