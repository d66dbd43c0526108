import { Injectable } from '@nestjs/common';
import { AuditTrail, ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { MasterKeyRing } from './master-key-ring.js';

/** `key:rotate` */
@Injectable()
export class KeyRotateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'key:rotate',
    summary: 'Adds a new master key; the older ones go on reading what they made.',
  };

  constructor(
    private readonly keys: MasterKeyRing,
    private readonly audit: AuditTrail,
  ) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const id = this.keys.rotate();
    await this.audit.record({ action: 'key.rotate', result: 'success', subject: id });
    return { text: `Added key ${id}. Restart the service to use it.`, json: { id } };
  }
}
