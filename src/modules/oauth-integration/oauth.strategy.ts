import { Injectable } from '@nestjs/common';
import { Strategy } from 'passport';
import {
  TokenRefusedError,
  type AccessToken,
  type AuthenticationStrategy,
} from '../../contract/index.js';
import { clientAddress } from '../webapi/index.js';
import { SourceRefusedError } from './integration-errors.js';
import { IntegrationStanding } from './integration-standing.js';
import { OauthTokenRefusedError } from './oauth-errors.js';
import { RequestVerifier, type VerifiedRequest } from './request-verifier.js';
import type { OriginatedRequest } from './signing/request-origin.js';
import { isFrom } from './source-ranges.js';

const NEEDS = { parameters: ['oauth_token'] } as const;

/** The passport strategy of `Authorization: OAuth` (RFC 5849). */
@Injectable()
export class OauthStrategy extends Strategy implements AuthenticationStrategy {
  readonly format = 'oauth';
  readonly scheme = 'OAuth';

  constructor(
    private readonly verifier: RequestVerifier,
    private readonly standing: IntegrationStanding,
  ) {
    super();
  }

  override authenticate(request: OriginatedRequest): void {
    try {
      const verified = this.verifier.verify(request, NEEDS);
      if (!verified) return this.fail(undefined);
      // passport gives `success` and `error` to a copy of this object, one per request.
      verified
        .then((each) => this.judge(each, request))
        .then(
          (token) => this.success(token),
          (error: unknown) => this.error(withChallenge(error)),
        );
    } catch (error) {
      this.error(error);
    }
  }

  /** Token first, integration last, as in Magento: an inactive one is a guest. */
  private async judge(
    { consumer, token }: VerifiedRequest,
    request: OriginatedRequest,
  ): Promise<AccessToken> {
    if (token?.consumerId !== consumer.id) throw OauthTokenRefusedError.foreign();
    if (token.type !== 'access') throw OauthTokenRefusedError.notAccess();
    if (token.isRevoked) throw OauthTokenRefusedError.revoked();
    if (consumer.sourceRanges !== null && !isFrom(consumer.sourceRanges, clientAddress(request)))
      throw new SourceRefusedError();
    return this.standing.admit(this.format, consumer, token);
  }
}

/** Says what is the matter in this scheme's words: those of the Problem Reporting extension. */
function withChallenge(error: unknown): unknown {
  if (error instanceof TokenRefusedError)
    error.challenge = `OAuth oauth_problem="permission_denied", oauth_problem_advice="${error.hint}"`;
  return error;
}
