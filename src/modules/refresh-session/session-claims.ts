import { Inject, Injectable } from '@nestjs/common';
import { UnreadableTokenError, type AccessToken } from '../../contract/index.js';
import { SessionSettings } from './session-settings.js';

/**
 * Holds a token to what it says of where it is from and where it may be used (RFC 7519, sections
 * 4.1.1, 4.1.3, 4.1.7): an installation that shares a key, a copy for trials say, signs just as well.
 *
 * What is there must be ours, to the character: no lists, no other case, no slash more. A token of a
 * session must have all three. The names are compared only where the installation was given them:
 * made of address and port, they differ between processes that serve the same tokens.
 */
@Injectable()
export class SessionClaims {
  constructor(@Inject(SessionSettings.token) private readonly settings: SessionSettings) {}

  /** @throws {UnreadableTokenError} */
  check({ sessionId, claims: { iss, aud, jti } }: AccessToken): void {
    const { given } = this.settings;
    if (sessionId === undefined && iss === undefined && aud === undefined && jti === undefined)
      return;
    const required = sessionId !== undefined;
    if (!isOurs(iss, given.issuer, required)) throw new UnreadableTokenError();
    if (!isOurs(aud, given.audience, required)) throw new UnreadableTokenError();
    if (!isOurs(jti, undefined, required)) throw new UnreadableTokenError();
  }
}

/** @param ours `undefined`: any text will do. */
function isOurs(claim: unknown, ours: string | undefined, required: boolean): boolean {
  if (claim === undefined) return !required;
  return typeof claim === 'string' && claim !== '' && (ours === undefined || claim === ours);
}
