import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { SessionPurger } from './session-purger.js';

/** `session:purge` */
@Injectable()
export class SessionPurgeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'session:purge',
    summary: 'Removes sessions that have expired. The service does so itself once an hour.',
  };

  constructor(private readonly purger: SessionPurger) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const rows = await this.purger.purge();
    return { text: `${rows} ${this.purger.what} removed`, json: { [this.purger.what]: rows } };
  }
}
