import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../../contract/index.js';
import { IntegrationLifecycle } from '../integration-lifecycle.js';
import { Integrations } from '../integrations.js';
import { credentialsResult } from './credentials-text.js';

/** `integration:activate` */
@Injectable()
export class IntegrationActivateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:activate',
    summary: 'Activates an integration, or begins its handshake.',
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
    const credentials = await this.lifecycle.activate(integration);
    const sentence =
      credentials.identityLink === undefined
        ? `The integration '${integration.name}' has been activated.`
        : `Integration '${integration.name}' has been sent for activation.`;
    return credentialsResult(sentence, credentials);
  }
}
