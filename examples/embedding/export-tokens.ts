import { Injectable } from '@nestjs/common';
import { TokenIssuer, type Principal } from 'tokenwright';

const LIFETIME_SECONDS = 300;

/** Issues tokens for machines: the injected issuer is that of whichever format is on. */
@Injectable()
export class ExportTokens {
  constructor(private readonly issuer: TokenIssuer) {}

  issueFor(principal: Principal): Promise<string> {
    return this.issuer.issue(principal, {
      lifetimeSeconds: LIFETIME_SECONDS,
      claims: { aud: 'acme-export' },
    });
  }
}
