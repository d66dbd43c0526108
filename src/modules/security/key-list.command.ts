import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { MasterKeyRing } from './master-key-ring.js';

/** `key:list` */
@Injectable()
export class KeyListCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'key:list',
    summary: 'Lists the master keys by name, oldest first. Never shows a key.',
  };

  constructor(private readonly keys: MasterKeyRing) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const newest = this.keys.ids.length - 1;
    const json = this.keys.ids.map((id, index) => ({ id, use: index === newest ? 'new' : 'old' }));
    const text = json
      .map(({ id, use }) => `${id}  ${use === 'new' ? 'signs and reads' : 'reads only'}`)
      .join('\n');
    return { text, json };
  }
}
