import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../../contract/index.js';
import { IntegrationLifecycle } from '../integration-lifecycle.js';
import { Integrations } from '../integrations.js';
import { credentialsResult } from './credentials-text.js';

/** `integration:roll` */
@Injectable()
export class IntegrationRollCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:roll',
    summary: 'Gives an integration new credentials; the old ones are good for a while.',
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
    const credentials = await this.lifecycle.roll(integration);
    return credentialsResult(
      `The integration '${integration.name}' has new credentials.`,
      credentials,
    );
  }
}
