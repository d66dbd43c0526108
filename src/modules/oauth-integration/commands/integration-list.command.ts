import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../../contract/index.js';
import { statusWord } from '../integration-status.js';
import { IntegrationSummaries } from '../integration-summaries.js';

/** `integration:list` */
@Injectable()
export class IntegrationListCommand extends ConsoleCommand {
  static readonly spec = { name: 'integration:list', summary: 'Lists the integrations.' };

  constructor(private readonly summaries: IntegrationSummaries) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const json = await this.summaries.all();
    const text = json
      .map(({ id, name, status, last_used_at: lastUse }) =>
        [id, statusWord(status), lastUse ?? '-', name].join('\t'),
      )
      .join('\n');
    return { text: text || 'No integrations.', json };
  }
}
