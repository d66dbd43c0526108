import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { COMPOSITION, type Composition } from '../../kernel/index.js';
import { WebapiSettings } from '../webapi/index.js';
import { ConfiguredIntegrationError } from './integration-errors.js';
import { checkedFields, integrationKey, type IntegrationFields } from './integration-fields.js';
import { SetupType } from './integration-status.js';
import type { Integration } from './persistence/integration.entity.js';

/** What people may make of an integration. */
@Injectable()
export class IntegrationChecks {
  constructor(
    private readonly clock: Clock,
    @Inject(COMPOSITION) private readonly composition: Composition,
    @Inject(WebapiSettings.token) private readonly settings: WebapiSettings,
  ) {}

  /**
   * @param expiresAt What it is already, and may stay though it is over.
   * @returns The fields as they are kept. @throws {DomainError}
   */
  fields(given: IntegrationFields, expiresAt?: number | null): IntegrationFields {
    const now = given.expiresAt === expiresAt ? 0 : this.clock.now();
    return checkedFields(given, now, this.settings.isDevelopment);
  }

  /** @throws {ConfiguredIntegrationError} */
  edit({ setupType }: Integration): void {
    if (setupType === SetupType.Config) throw ConfiguredIntegrationError.edit();
  }

  /** What no module brings any more would otherwise stay for ever. @throws {ConfiguredIntegrationError} */
  removal(integration: Integration): void {
    if (!this.isRemovable(integration)) throw ConfiguredIntegrationError.remove(integration.name);
  }

  isRemovable({ name, setupType }: Integration): boolean {
    const isBrought = () =>
      this.composition.integrations.some((each) => integrationKey(each.name) === name);
    return setupType !== SetupType.Config || !isBrought();
  }
}
