import { Injectable } from '@nestjs/common';
import { Clock, LiveTokenCounter } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';

const COUNT = `SELECT COUNT(*) AS live FROM opaque_token
  WHERE revoked_at IS NULL AND expires_at > ?
    AND issued_at > COALESCE((SELECT everyone.revoke_before FROM token_revocation everyone
      WHERE everyone.user_type = opaque_token.user_type AND everyone.user_id = 0), 0)`;

@Injectable()
export class OpaqueLiveTokenCounter extends LiveTokenCounter {
  override readonly format = 'opaque';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async count(): Promise<number> {
    const rows = await this.database.run<{ live: number | string }[]>((manager) =>
      manager.query(COUNT, [this.clock.now()]),
    );
    return Number(rows[0]!.live);
  }
}
