import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../../contract/index.js';
import { IntegrationLifecycle } from '../integration-lifecycle.js';
import { Integrations } from '../integrations.js';

/** `integration:deactivate` */
@Injectable()
export class IntegrationDeactivateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:deactivate',
    summary: 'Takes an integration out of use until it is activated again.',
    arguments: [['<name>', 'which integration']] as const,
  };

  constructor(
    private readonly integrations: Integrations,
    private readonly lifecycle: IntegrationLifecycle,
  ) {
    super();
  }

  override async run([name = '']: readonly string[]): Promise<ConsoleResult> {
    const integration = await this.integrations.named(name);
    await this.lifecycle.deactivate(integration);
    const { id } = integration;
    return {
      text: `The integration '${integration.name}' has been deactivated.`,
      json: { id, name: integration.name, status: 0 },
    };
  }
}
