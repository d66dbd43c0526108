import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditTrail, DomainError, StartupTask } from '../../contract/index.js';
import {
  COMPOSITION,
  ModuleIntegrationError,
  type Composition,
  type ConfiguredIntegration,
} from '../../kernel/index.js';
import { Database } from '../../persistence/index.js';
import { Integrations } from './integrations.js';
import { NO_FIELDS, type IntegrationFields } from './integration-fields.js';
import { IntegrationStatus, SetupType } from './integration-status.js';

/**
 * Makes the integrations that modules bring in `di.ts`, inactive; and makes them anew, with other
 * credentials, when something of them has changed, so that no right is widened unseen.
 */
@Injectable()
export class ConfiguredIntegrationsTask extends StartupTask {
  private readonly logger = new Logger('oauth-integration');

  constructor(
    private readonly database: Database,
    private readonly integrations: Integrations,
    private readonly audit: AuditTrail,
    @Inject(COMPOSITION) private readonly composition: Composition,
  ) {
    super();
  }

  override async run(): Promise<undefined> {
    for (const each of this.composition.integrations)
      await this.settle(each).catch((error: unknown) => refuse(each, error));
  }

  private async settle(configured: ConfiguredIntegration): Promise<void> {
    const fields = fieldsOf(configured);
    const configDigest = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
    const found = await this.integrations.find(fields.name);
    if (found?.configDigest === configDigest) return;
    if (found && found.setupType !== SetupType.Config) {
      this.logger.warn({
        message: 'a module brings an integration that people made',
        name: found.name,
      });
      return;
    }
    const status = found ? IntegrationStatus.Reset : IntegrationStatus.Inactive;
    await this.database.transaction(async () => {
      if (found) await this.integrations.remove(found);
      await this.integrations.create(fields, { configDigest, status });
      if (found)
        await this.audit.record({
          action: 'integration.reset',
          result: 'success',
          actor: 'console',
          subject: found.name,
        });
    });
  }
}

/** A field that will not do is the module's, and whoever starts the service must know whose. */
function refuse({ name }: ConfiguredIntegration, error: unknown): never {
  if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
  throw new ModuleIntegrationError(name, error.render().replace(/\.$/, ''));
}

const fieldsOf = (configured: ConfiguredIntegration): IntegrationFields => ({
  ...NO_FIELDS,
  name: configured.name,
  email: configured.email ?? null,
  endpoint: configured.endpoint ?? null,
  identityLinkUrl: configured.identityLinkUrl ?? null,
  resources: configured.resources.toSorted(),
});
