import { Injectable } from '@nestjs/common';
import {
  IssueClock,
  IssueRefusedError,
  MAX_TOKEN_LENGTH,
  PrincipalType,
  requestedLifetime,
  TokenIssuer,
  type IssueParameters,
  type Principal,
} from 'tokenwright';
import { dateTime, OWN_CLAIMS } from './paseto-claims.js';
import { PasetoKeyRing } from './paseto-key-ring.js';

/** A type that is missing gets no token: integrations have tokens of their own. */
const LIFETIME_SECONDS = { [PrincipalType.Admin]: 3_600, [PrincipalType.Customer]: 3_600 };

/** Issues PASETO v4.public tokens: signed, and readable by whoever holds one, like a JWT. */
@Injectable()
export class PasetoTokenIssuer extends TokenIssuer {
  override readonly format = 'paseto';

  constructor(
    private readonly keys: PasetoKeyRing,
    private readonly issueClock: IssueClock,
  ) {
    super();
  }

  /** There is no header: `parameters.headers` has nowhere to go and is ignored. */
  override async issue(principal: Principal, parameters: IssueParameters = {}): Promise<string> {
    const { claims = {}, sessionId } = parameters;
    const reserved = Object.keys(claims).find((name) => OWN_CLAIMS.has(name));
    if (reserved !== undefined) throw new IssueRefusedError(`the claim ${reserved} is reserved`);
    const lifetime = requestedLifetime(principal, parameters, LIFETIME_SECONDS);
    const issuedAt = parameters.issuedAt ?? (await this.issueClock.nextFor(principal));
    const token = await this.keys.newest.sign({
      uid: principal.id,
      utypid: principal.type,
      iat: dateTime(issuedAt),
      exp: dateTime(issuedAt + lifetime),
      ...claims,
      ...(sessionId !== undefined && { sid: sessionId }),
    });
    if (token.length > MAX_TOKEN_LENGTH)
      throw new IssueRefusedError(`it would be longer than ${MAX_TOKEN_LENGTH} characters`);
    return token;
  }
}
