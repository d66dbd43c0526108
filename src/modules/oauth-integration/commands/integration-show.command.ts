import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../../contract/index.js';
import { IntegrationSummaries } from '../integration-summaries.js';
import { Integrations } from '../integrations.js';
import { summaryResult } from './summary-text.js';

/** `integration:show` */
@Injectable()
export class IntegrationShowCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:show',
    summary: 'Shows an integration and what it may do; no secret.',
    arguments: [['<name>', 'which integration']] as const,
  };

  constructor(
    private readonly integrations: Integrations,
    private readonly summaries: IntegrationSummaries,
  ) {
    super();
  }

  override async run([name = '']: readonly string[]): Promise<ConsoleResult> {
    const integration = await this.integrations.named(name);
    return summaryResult(await this.summaries.of(integration));
  }
}
