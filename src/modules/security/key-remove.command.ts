import { Injectable } from '@nestjs/common';
import { AuditTrail, ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { MasterKeyRing } from './master-key-ring.js';
import { Resealing } from './resealing.js';

/** `key:remove` */
@Injectable()
export class KeyRemoveCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'key:remove',
    summary: 'Removes an old master key: what it signed is refused after a restart.',
    arguments: [['<id>', 'name of the key, as key:list shows it']] as const,
  };

  constructor(
    private readonly keys: MasterKeyRing,
    private readonly audit: AuditTrail,
    private readonly resealing: Resealing,
    private readonly database: Database,
  ) {
    super();
  }

  override run([id = '']: readonly string[]): Promise<ConsoleResult> {
    return this.keys.change(() => this.remove(id));
  }

  private async remove(id: string): Promise<ConsoleResult> {
    // Processes that have not been started since the rotation encrypt with the old one.
    await this.resealing.run();
    // Noted first, and not at all where the file cannot be changed: a key that is gone stays gone.
    await this.database.transaction(async () => {
      await this.audit.record({ action: 'key.remove', result: 'success', subject: id });
      this.keys.remove(id);
    });
    return { text: `Removed key ${id}. Restart the service to apply the change.`, json: { id } };
  }
}
