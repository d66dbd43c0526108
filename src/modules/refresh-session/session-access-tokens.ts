import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  PrincipalType,
  TokenIssuer,
  type NumericDate,
  type Principal,
} from '../../contract/index.js';
import type { Impersonator } from './session-row.js';
import { SessionSettings } from './session-settings.js';

/** A short-lived token for `Authorization: Bearer`. */
export interface SessionAccessToken {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** What an access token is to be made for. */
export interface AccessTokenRequest {
  readonly sessionId: string;
  readonly principal: Principal;
  readonly issuedAt: NumericDate;
  /** When the session ends. */
  readonly notAfter: NumericDate;
  readonly impersonator: Impersonator | undefined;
}

/** Has access tokens made by whichever issuer is on. */
@Injectable()
export class SessionAccessTokens {
  constructor(
    private readonly issuer: TokenIssuer,
    @Inject(SessionSettings.token) private readonly settings: SessionSettings,
  ) {}

  /** The token never outlives the session. `act`: RFC 8693, section 4.1. */
  async issue(request: AccessTokenRequest): Promise<SessionAccessToken> {
    const { principal, sessionId, issuedAt, impersonator } = request;
    const { issuer, audience, accessLifetimeSeconds } = this.settings;
    const expiresIn = Math.max(1, Math.min(accessLifetimeSeconds, request.notAfter - issuedAt));
    const claims = {
      iss: issuer,
      aud: audience,
      jti: randomUUID(),
      ...(impersonator && {
        act: { sub: impersonator.name, uid: impersonator.id, utypid: PrincipalType.Admin },
      }),
    };
    const parameters = { issuedAt, sessionId, lifetimeSeconds: expiresIn, claims };
    return { token: await this.issuer.issue(principal, parameters), expiresIn };
  }
}
