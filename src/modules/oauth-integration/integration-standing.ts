import { Injectable } from '@nestjs/common';
import {
  Clock,
  PrincipalInactiveError,
  PrincipalType,
  TokenExpiredError,
  TokenRevokedError,
  TokenValidator,
  type AccessToken,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { validateToken } from '../webapi/index.js';
import { IntegrationUse } from './integration-use.js';
import { OauthRecords, type ConsumerRecord, type TokenRecord } from './oauth-records.js';

/** The end of year 9999: access tokens of integrations never expire by themselves. */
const NEVER = 253_402_300_799;

const NO_CLAIMS = Object.freeze({});

/** Whether an integration is one that may call just now, whichever way it proved who it is. */
@Injectable()
export class IntegrationStanding {
  constructor(
    private readonly clock: Clock,
    private readonly use: IntegrationUse,
    private readonly records: OauthRecords,
    @InjectAll(TokenValidator) private readonly validators: readonly TokenValidator[],
  ) {}

  /**
   * @param format By which it proved who it is.
   * @throws {TokenRefusedError} Then it is a guest.
   */
  accessToken(format: string, consumer: ConsumerRecord, token: TokenRecord): AccessToken {
    const now = this.clock.now();
    if (!consumer.isActive) throw new PrincipalInactiveError();
    if (token.isRevoked) throw new TokenRevokedError();
    const expiresAt = Math.min(token.expiresAt ?? NEVER, consumer.expiresAt ?? NEVER);
    if (now >= expiresAt) throw new TokenExpiredError(expiresAt);
    return {
      format,
      principal: { type: PrincipalType.Integration, id: consumer.integrationId },
      name: consumer.name,
      issuedAt: token.createdAt,
      expiresAt,
      claims: NO_CLAIMS,
    };
  }

  /** The same, and what all tokens are held to, besides. The use is noted. */
  async admit(format: string, consumer: ConsumerRecord, token: TokenRecord): Promise<AccessToken> {
    // An ERP calls right after its handshake, and perhaps another process than the one that ended it.
    const current = consumer.isActive ? consumer : await this.records.currentConsumer(consumer.key);
    const given = this.accessToken(format, current ?? consumer, token);
    const valid = await validateToken(this.validators, given);
    this.use.note(consumer.integrationId);
    return valid;
  }
}
