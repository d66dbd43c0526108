import { Inject, Injectable } from '@nestjs/common';
import { FactorStore } from './factor-store.js';
import { TFA_PROVIDERS, type TfaProvider, type TfaProviderCode } from './tfa-provider.js';
import { TwoFactorSettings } from './two-factor-settings.js';

/** Which providers apply: one list for everyone, as in Magento. */
@Injectable()
export class ProviderPolicy {
  /** Forced and enabled, in the order of the setting. What cannot be used here is dropped. */
  readonly forced: readonly TfaProvider[];

  constructor(
    private readonly store: FactorStore,
    @Inject(TwoFactorSettings.token) settings: TwoFactorSettings,
  ) {
    this.forced = [...new Set(settings.forceProviders)].flatMap((code) =>
      TFA_PROVIDERS.filter((provider) => provider.code === code && provider.enabled),
    );
  }

  get forcedCodes(): TfaProviderCode[] {
    return this.forced.map(({ code }) => code);
  }

  isAllowed(code: string): boolean {
    return this.forced.some((provider) => provider.code === code);
  }

  /** @returns Those of the forced providers that are active for a user. */
  async activeOf(userId: number): Promise<TfaProviderCode[]> {
    const active = await this.store.activeOf(userId);
    return this.forcedCodes.filter((code) => active.includes(code));
  }

  /** @returns Those that are not. */
  async toActivate(userId: number): Promise<readonly TfaProvider[]> {
    const active = await this.store.activeOf(userId);
    return this.forced.filter(({ code }) => !active.includes(code));
  }
}
