import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
} from '../../../contract/index.js';
import { NothingToChangeError } from '../integration-errors.js';
import { IntegrationSummaries } from '../integration-summaries.js';
import { Integrations } from '../integrations.js';
import { fieldsFrom, FURTHER_FIELDS, NAME_AND_RIGHTS } from './field-options.js';
import { summaryResult } from './summary-text.js';

/** `integration:update` */
@Injectable()
export class IntegrationUpdateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:update',
    summary: 'Changes what is given of an integration; an empty value takes away what is there.',
    arguments: [['<integration>', 'its name so far']] as const,
    options: [...NAME_AND_RIGHTS, ...FURTHER_FIELDS] as const,
  };

  constructor(
    private readonly integrations: Integrations,
    private readonly summaries: IntegrationSummaries,
  ) {
    super();
  }

  /** @throws {NothingToChangeError} */
  override async run(
    [name = '']: readonly string[],
    { json: _json, ...given }: ConsoleOptions,
  ): Promise<ConsoleResult> {
    const integration = await this.integrations.named(name);
    if (Object.keys(given).length === 0) throw new NothingToChangeError();
    const changed = await this.integrations.update(integration, (before) =>
      fieldsFrom(given, before),
    );
    return summaryResult(await this.summaries.of(changed));
  }
}
