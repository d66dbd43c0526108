import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType, TokenIssuer, type SignIn } from '../../contract/index.js';

const ACTIONS = {
  [PrincipalType.Integration]: 'integration.sign-in',
  [PrincipalType.Admin]: 'admin.sign-in',
  [PrincipalType.Customer]: 'customer.sign-in',
} as const;

/** The end of every good sign-in: its token, and the note of who got it. */
@Injectable()
export class SignInTokens {
  constructor(
    private readonly issuer: TokenIssuer,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * To be called inside `SignInThrottler.attempt`, so that all of it is one transaction.
   *
   * @param name As it was submitted.
   * @returns The token.
   */
  async issue({ principal, at }: SignIn, name: string): Promise<string> {
    const token = await this.issuer.issue(principal, { issuedAt: at });
    const { format } = this.issuer;
    const [result, actor, subject] = ['success', principal, name] as const;
    await this.audit.record(
      { action: ACTIONS[principal.type], result, actor, subject },
      { action: 'token.issue', result, actor, subject, details: { format } },
    );
    return token;
  }
}
