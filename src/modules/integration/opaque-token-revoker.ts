import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock, TokenRevoker, type Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { OpaqueToken } from './persistence/opaque-token.entity.js';

/**
 * Marks the rows themselves, so that they stay revoked even if the record of the revocation is
 * lost, and the counts of live tokens are true.
 */
@Injectable()
export class OpaqueTokenRevoker extends TokenRevoker {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async revokeAllFor({ type, id }: Principal): Promise<void> {
    const inForce = { userType: type, userId: id, revokedAt: IsNull() };
    const revokedAt = this.clock.now();
    await this.database.run((manager) => manager.update(OpaqueToken, inForce, { revokedAt }));
  }
}
