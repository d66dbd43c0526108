import { Injectable } from '@nestjs/common';
import { PrincipalType, TokenRevoker, type Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';

const REVOKE = `UPDATE oauth_token SET revoked = 1 WHERE consumer_id =
  (SELECT consumer_id FROM integration WHERE integration_id = ?)`;

/** Ends an integration's tokens; others are told `Access token has been revoked` within a second. */
@Injectable()
export class IntegrationTokenRevoker extends TokenRevoker {
  constructor(private readonly database: Database) {
    super();
  }

  override async revokeAllFor({ type, id }: Principal): Promise<void> {
    if (type === PrincipalType.Integration) await this.database.execute(REVOKE, id);
  }
}
