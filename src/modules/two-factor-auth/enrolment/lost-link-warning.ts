import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { COMPOSITION, HOSTING, type Composition, type Hosting } from '../../../kernel/index.js';
import { ProviderPolicy } from '../provider-policy.js';
import { TwoFactorSettings } from '../two-factor-settings.js';

/** The module whose page enrolment mails lead to where nothing else is set. */
const PAGE_MODULE = 'account-page';

/**
 * Says at start that the link of enrolment mails leads to no page. No reason to stop: a client may
 * take the token out of it.
 */
@Injectable()
export class LostLinkWarning implements OnApplicationBootstrap {
  constructor(
    private readonly policy: ProviderPolicy,
    @Inject(TwoFactorSettings.token) private readonly settings: TwoFactorSettings,
    @Inject(COMPOSITION) private readonly composition: Composition,
    @Inject(HOSTING) private readonly hosting: Hosting,
  ) {}

  onApplicationBootstrap(): void {
    if (this.hosting === 'console' || this.settings.notificationUrl !== undefined) return;
    const hasPage = this.composition.modules.some(({ manifest }) => manifest.name === PAGE_MODULE);
    if (hasPage || this.policy.forced.length === 0) return;
    new Logger('two-factor-auth').warn(
      `the link in enrolment mails leads to no page: enable ${PAGE_MODULE}, or set TFA_NOTIFICATION_URL`,
    );
  }
}
