import { Injectable } from '@nestjs/common';
import type { SignIn } from '../../contract/index.js';
import { fingerprintOf, type Device } from './device.js';
import { digestOf } from './refresh-token.js';
import { RefreshTokenKeys } from './refresh-token-keys.js';
import { SessionAccessTokens, type SessionAccessToken } from './session-access-tokens.js';
import type { Impersonator } from './session-row.js';
import { newSessionId } from './session-id.js';
import { SessionPolicy } from './session-policy.js';
import { SessionRegistry } from './session-registry.js';

/** What the client gets: an access token for its memory, a refresh token for its cookie. */
export interface SessionTokens extends SessionAccessToken {
  readonly refreshToken: string;
  /** Seconds until the session's absolute end. */
  readonly restSeconds: number;
}

/** The same for a session that has just begun. */
export interface OpenedSession extends SessionTokens {
  readonly sessionId: string;
}

/** Where a session is opened, and for how long at most. */
export interface Opening {
  readonly device: Device;
  readonly deviceName: string;
  readonly impersonator?: Impersonator;
  /** Default: the settings'. */
  readonly absoluteSeconds?: number;
}

/** Begins sessions. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly keys: RefreshTokenKeys,
    private readonly registry: SessionRegistry,
    private readonly accessTokens: SessionAccessTokens,
    private readonly policy: SessionPolicy,
  ) {}

  /** Row and access token are one transaction, the ambient one if there is one. */
  async open({ principal, at }: SignIn, opening: Opening): Promise<OpenedSession> {
    const { device, deviceName, impersonator } = opening;
    const token = this.keys.start();
    const sessionId = newSessionId();
    const absoluteExpiresAt = this.policy.absoluteEnd(at, opening.absoluteSeconds);
    const expiresAt = this.policy.endsAt(at, absoluteExpiresAt);
    const session = {
      ...device,
      sessionId,
      principal,
      family: digestOf(token.family),
      digest: digestOf(token.text),
      device: fingerprintOf(device, impersonator?.id),
      deviceName,
      createdAt: at,
      expiresAt,
      absoluteExpiresAt,
      impersonator,
    };
    const request = { sessionId, principal, issuedAt: at, notAfter: expiresAt, impersonator };
    const access = await this.registry.add(session, this.policy.maxPerUser, () =>
      this.accessTokens.issue(request),
    );
    return { ...access, sessionId, refreshToken: token.text, restSeconds: absoluteExpiresAt - at };
  }
}
