import { Injectable } from '@nestjs/common';
import { Clock, LiveTokenCounter } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';

const COUNT = `SELECT COUNT(*) AS live FROM jwt_issue issued
  LEFT JOIN token_revocation revocation
    ON revocation.user_type = issued.user_type AND revocation.user_id = issued.user_id
  WHERE issued.expires_at > ?
    AND (revocation.revoke_before IS NULL OR issued.issued_at > revocation.revoke_before)
    AND issued.issued_at > COALESCE((SELECT everyone.revoke_before FROM token_revocation everyone
      WHERE everyone.user_type = issued.user_type AND everyone.user_id = 0), 0)`;

@Injectable()
export class JwtLiveTokenCounter extends LiveTokenCounter {
  override readonly format = 'jwt';

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
