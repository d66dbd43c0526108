import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AdminTokenService } from '../../contract/index.js';
import { HOSTING, type Hosting } from '../../kernel/index.js';
import { IntegrationSettings } from './integration-settings.js';
import { PasswordAdminTokenService } from './password-admin-token-service.js';

/** Says at a start in production that nothing is asked of administrators but a password. */
@Injectable()
export class PasswordOnlyWarning implements OnApplicationBootstrap {
  private readonly logger = new Logger('integration');

  constructor(
    private readonly service: AdminTokenService,
    @Inject(IntegrationSettings.token) private readonly settings: IntegrationSettings,
    @Inject(HOSTING) private readonly hosting: Hosting,
  ) {}

  onApplicationBootstrap(): void {
    if (this.hosting === 'console' || !this.settings.isProduction) return;
    if (this.service instanceof PasswordAdminTokenService)
      this.logger.warn(
        "a password alone yields an administrator's token: enable two-factor-auth in production",
      );
  }
}
