import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
} from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';
import { NO_FIELDS, type IntegrationFields } from '../integration-fields.js';
import {
  IntegrationLifecycle,
  needsHandshake,
  type IntegrationCredentials,
} from '../integration-lifecycle.js';
import { Integrations } from '../integrations.js';
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
    private readonly database: Database,
  ) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const fields = fieldsFrom(options, { ...NO_FIELDS, name: '' });
    const credentials = options.activate
      ? await this.createActive(fields)
      : await this.lifecycle.show(await this.integrations.create(fields));
    return credentialsResult(`The integration '${credentials.name}' has been saved.`, credentials);
  }

  /** All or nothing: the command, mended, must not meet what it left behind. */
  private async createActive(fields: IntegrationFields): Promise<IntegrationCredentials> {
    if (!needsHandshake(fields))
      return this.database.transaction(async () =>
        this.lifecycle.activate(await this.integrations.create(fields)),
      );
    // The endpoint asks about what it is told, so that this has to be committed.
    const created = await this.integrations.create(fields);
    try {
      return await this.lifecycle.activate(created);
    } catch (error) {
      await this.integrations.remove(created);
      throw error;
    }
  }
}
