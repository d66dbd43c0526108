import { Inject, Injectable } from '@nestjs/common';
import {
  IssueClock,
  IssueRefusedError,
  TokenIssuer,
  type IssueParameters,
  type Principal,
} from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { IntegrationSettings } from './integration-settings.js';
import { randomTokenText, tokenDigest } from './opaque-token-text.js';
import type { OpaqueToken } from './persistence/opaque-token.entity.js';
import { requestedLifetime } from './requested-lifetime.js';

const STORE = `INSERT INTO opaque_token
  (digest, user_type, user_id, issued_at, expires_at, revoked_at, session_id, claims)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** Issues random tokens that mean nothing by themselves; what they stand for is in a row. */
@Injectable()
export class OpaqueTokenIssuer extends TokenIssuer {
  override readonly format = 'opaque';

  constructor(
    private readonly database: Database,
    private readonly issueClock: IssueClock,
    @Inject(IntegrationSettings.token) private readonly settings: IntegrationSettings,
  ) {
    super();
  }

  /** There is no header: `parameters.headers` has nowhere to go and is ignored. */
  override async issue(principal: Principal, parameters: IssueParameters = {}): Promise<string> {
    const claims = parameters.claims ?? {};
    // Nobody would hold the token to it.
    if ('nbf' in claims) throw new IssueRefusedError('the claim nbf is reserved');
    const lifetime = requestedLifetime(principal, parameters, this.settings.lifetimeSeconds);
    const issuedAt = parameters.issuedAt ?? (await this.issueClock.nextFor(principal));
    const row = {
      userType: principal.type,
      userId: principal.id,
      issuedAt,
      expiresAt: issuedAt + lifetime,
      revokedAt: null,
      sessionId: parameters.sessionId ?? null,
      claims: Object.keys(claims).length > 0 ? JSON.stringify(claims) : null,
    };
    const token = randomTokenText();
    try {
      await this.store(token, row);
      return token;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // The same 165 bits twice is a broken random generator; never share a token, try once more.
      const another = randomTokenText();
      await this.store(another, row);
      return another;
    }
  }

  private async store(token: string, row: Omit<OpaqueToken, 'id' | 'digest'>): Promise<void> {
    await this.database.execute(
      STORE,
      tokenDigest(token),
      row.userType,
      row.userId,
      row.issuedAt,
      row.expiresAt,
      row.revokedAt,
      row.sessionId,
      row.claims,
    );
  }
}
