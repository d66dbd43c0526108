import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
} from '../../../contract/index.js';
import { NO_FIELDS } from '../integration-fields.js';
import { IntegrationLifecycle, type IntegrationCredentials } from '../integration-lifecycle.js';
import { Integrations } from '../integrations.js';
import type { Integration } from '../persistence/integration.entity.js';
import { credentialsResult } from './credentials-text.js';
import { fieldsFrom, FURTHER_FIELDS, NAME_AND_RIGHTS } from './field-options.js';

/** `integration:create` */
@Injectable()
export class IntegrationCreateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:create',
    summary: 'Creates an integration and prints its credentials, this once.',
    requiredOptions: NAME_AND_RIGHTS,
    options: [...FURTHER_FIELDS, ['--activate', 'activates it at once']] as const,
  };

  constructor(
    private readonly integrations: Integrations,
    private readonly lifecycle: IntegrationLifecycle,
  ) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const created = await this.integrations.create(fieldsFrom(options, { ...NO_FIELDS, name: '' }));
    const credentials = options.activate
      ? await this.activateOrRemove(created)
      : await this.lifecycle.show(created);
    return credentialsResult(`The integration '${created.name}' has been saved.`, credentials);
  }

  /** All or nothing: the command, mended, must not meet what it left behind. */
  private async activateOrRemove(created: Integration): Promise<IntegrationCredentials> {
    try {
      return await this.lifecycle.activate(created);
    } catch (error) {
      await this.integrations.remove(created);
      throw error;
    }
  }
}
