import { Injectable } from '@nestjs/common';
import { ConsoleCommand, Purger, type ConsoleResult } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';

/** `token:purge` */
@Injectable()
export class TokenPurgeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'token:purge',
    summary: 'Removes what has long expired. The service does so itself once an hour.',
  };

  constructor(@InjectAll(Purger) private readonly purgers: readonly Purger[]) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const purged: Record<string, number> = {};
    for (const purger of this.purgers) purged[purger.what] = await purger.purge();
    const text = Object.entries(purged)
      .map(([what, rows]) => `${rows} ${what} removed`)
      .join('\n');
    return { text, json: purged };
  }
}
