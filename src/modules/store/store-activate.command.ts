import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { Stores } from './stores.js';

/** `store:activate` */
@Injectable()
export class StoreActivateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'store:activate',
    summary: 'Makes a store view known to requests again.',
    arguments: [['<code>', 'which']] as const,
  };

  constructor(private readonly stores: Stores) {
    super();
  }

  override async run([code = '']: readonly string[]): Promise<ConsoleResult> {
    await this.stores.setActive(code, true);
    return { text: 'The store view is active.', json: { code } };
  }
}
