import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { HOSTING, type Hosting } from '../../kernel/index.js';
import { OauthSettings } from './oauth-settings.js';

/** Says at start what the operator has put up with. */
@Injectable()
export class Sha1Warning implements OnApplicationBootstrap {
  constructor(
    @Inject(OauthSettings.token) private readonly settings: OauthSettings,
    @Inject(HOSTING) private readonly hosting: Hosting,
  ) {}

  onApplicationBootstrap(): void {
    if (this.hosting === 'console' || !this.settings.allowHmacSha1) return;
    new Logger('oauth-integration').warn({
      message:
        'OAUTH_ALLOW_HMAC_SHA1 is on: signatures with a hash that is out of date are accepted',
    });
  }
}
