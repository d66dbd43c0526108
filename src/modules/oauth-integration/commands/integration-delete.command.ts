import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../../contract/index.js';
import { Integrations } from '../integrations.js';

/** `integration:delete` */
@Injectable()
export class IntegrationDeleteCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:delete',
    summary: 'Deletes an integration with its credentials and rights.',
    arguments: [['<name>', 'which integration']] as const,
  };

  constructor(private readonly integrations: Integrations) {
    super();
  }

  override async run([name = '']: readonly string[]): Promise<ConsoleResult> {
    const integration = await this.integrations.named(name);
    await this.integrations.delete(integration);
    return {
      text: `The integration '${integration.name}' has been deleted.`,
      json: { id: integration.id, name: integration.name },
    };
  }
}
