import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import {
  IssueClock,
  IssueRefusedError,
  MAX_TOKEN_LENGTH,
  TokenIssuer,
  type IssueParameters,
  type Principal,
} from '../../contract/index.js';
import { requestedLifetime } from '../integration/index.js';
import { FORBIDDEN_HEADERS } from './compact-jws.js';
import { OWN_CLAIMS } from './jwt-claims.js';
import { JwtIssueLog } from './jwt-issue-log.js';
import { JwtKeyRing } from './jwt-key-ring.js';
import { JwtSettings } from './jwt-settings.js';

const OWN_HEADERS: ReadonlySet<string> = new Set(['kid', 'alg', 'toJSON', ...FORBIDDEN_HEADERS]);

/** Issues compact JWS tokens, to the byte what Magento's JWT module issues. */
@Injectable()
export class JwtTokenIssuer extends TokenIssuer {
  override readonly format = 'jwt';

  constructor(
    private readonly jwt: JwtService,
    private readonly keys: JwtKeyRing,
    private readonly issueClock: IssueClock,
    @Inject(JwtSettings.token) private readonly settings: JwtSettings,
    private readonly log: JwtIssueLog,
  ) {
    super();
  }

  override async issue(principal: Principal, parameters: IssueParameters = {}): Promise<string> {
    const { claims = {}, headers = {}, sessionId } = parameters;
    refuseReserved('claim', claims, OWN_CLAIMS);
    refuseReserved('header parameter', headers, OWN_HEADERS);
    const lifetime = requestedLifetime(principal, parameters, this.settings.lifetimeSeconds);
    const iat = parameters.issuedAt ?? (await this.issueClock.nextFor(principal));
    const payload = {
      uid: principal.id,
      utypid: principal.type,
      iat,
      exp: iat + lifetime,
      ...claims,
      ...(sessionId !== undefined && { sid: sessionId }),
    };
    const token = this.sign(payload, headers);
    if (token.length > MAX_TOKEN_LENGTH)
      throw new IssueRefusedError(`it would be longer than ${MAX_TOKEN_LENGTH} characters`);
    this.log.add({ principal, issuedAt: iat, expiresAt: payload.exp });
    return token;
  }

  private sign(payload: object, headers: Readonly<Record<string, unknown>>): string {
    const { kid, algorithm, signingKey } = this.keys.signing;
    const header = { kid, alg: algorithm, ...headers };
    return this.jwt.sign(payload, {
      algorithm,
      // jsonwebtoken would write alg, typ, kid; Magento writes kid, alg, and clients have compared
      // the text. The library serialises its header object, and this is how an object says how.
      header: { alg: algorithm, toJSON: () => header } as { alg: string },
      // The library deletes it from its copy, and an object whose last field goes stays a fast one.
      privateKey: signingKey,
    });
  }
}

function refuseReserved(what: string, given: object, reserved: ReadonlySet<string>): void {
  const name = Object.keys(given).find((each) => reserved.has(each));
  if (name !== undefined) throw new IssueRefusedError(`the ${what} ${name} is reserved`);
}
