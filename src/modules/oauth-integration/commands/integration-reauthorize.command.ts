import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../../contract/index.js';
import { IntegrationLifecycle } from '../integration-lifecycle.js';
import { Integrations } from '../integrations.js';
import { credentialsResult } from './credentials-text.js';

/** `integration:reauthorize` */
@Injectable()
export class IntegrationReauthorizeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:reauthorize',
    summary: 'Ends the token of an integration at once and gives it another.',
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
    const credentials = await this.lifecycle.reauthorize(integration);
    const sentence =
      credentials.identityLink === undefined
        ? `The integration '${integration.name}' has been re-authorized.`
        : `Integration '${integration.name}' has been sent for re-authorization.`;
    return credentialsResult(sentence, credentials);
  }
}
