import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { Stores } from './stores.js';

/** `store:deactivate` */
@Injectable()
export class StoreDeactivateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'store:deactivate',
    summary: 'Makes a store view unknown to requests.',
    arguments: [['<code>', 'which']] as const,
  };

  constructor(private readonly stores: Stores) {
    super();
  }

  override async run([code = '']: readonly string[]): Promise<ConsoleResult> {
    await this.stores.setActive(code, false);
    return { text: 'The store view is inactive.', json: { code } };
  }
}
