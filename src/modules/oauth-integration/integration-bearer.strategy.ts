import { Inject, Injectable } from '@nestjs/common';
import { Strategy } from 'passport';
import {
  TokenRefusedError,
  UnreadableTokenError,
  type AccessToken,
  type AuthenticationStrategy,
} from '../../contract/index.js';
import { bearerToken, clientAddress } from '../webapi/index.js';
import { SourceRefusedError } from './integration-errors.js';
import { IntegrationStanding } from './integration-standing.js';
import { OauthRecords } from './oauth-records.js';
import { OauthSettings } from './oauth-settings.js';
import { digestOf, isCredentialText } from './random-text.js';
import type { OriginatedRequest } from './signing/request-origin.js';
import { isFrom } from './source-ranges.js';

/**
 * Takes an integration's access token alone, where that is switched on. In Magento neither the
 * token's type nor the integration's status matters then; here both do.
 */
@Injectable()
export class IntegrationBearerStrategy extends Strategy implements AuthenticationStrategy {
  readonly format = 'integration';

  constructor(
    private readonly records: OauthRecords,
    private readonly standing: IntegrationStanding,
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
  ) {
    super();
  }

  override authenticate(request: OriginatedRequest): void {
    const text = bearerToken(request);
    if (text === undefined || !isCredentialText(text)) return this.fail(undefined);
    // passport gives `success` and `error` to a copy of this object, one per request.
    this.judge(text, request).then(
      (token) => this.success(token),
      (error: unknown) =>
        error instanceof TokenRefusedError ? this.fail(error as never) : this.error(error),
    );
  }

  /** @throws {UnreadableTokenError} Also where the switch is off: nothing is told about it then. */
  private async judge(text: string, request: OriginatedRequest): Promise<AccessToken> {
    const token = await this.records.accessToken(digestOf(text));
    if (token?.type !== 'access') throw new UnreadableTokenError();
    const consumer = await this.records.consumerOf(token);
    if (!consumer || !(consumer.asBearer ?? this.settings.asBearer))
      throw new UnreadableTokenError();
    if (consumer.sourceRanges !== null && !isFrom(consumer.sourceRanges, clientAddress(request)))
      throw new SourceRefusedError();
    return this.standing.admit(this.format, consumer, token);
  }
}
