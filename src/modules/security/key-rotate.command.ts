import { Injectable } from '@nestjs/common';
import {
  AuditTrail,
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
  type Resealed,
} from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { MasterKeyRing } from './master-key-ring.js';
import { Resealing } from './resealing.js';

/** `key:rotate` */
@Injectable()
export class KeyRotateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'key:rotate',
    summary: 'Adds a new master key, and encrypts with it what older ones had encrypted.',
    options: [
      [
        '--later',
        'encrypt at the next start: where the file has to be copied to other hosts first',
      ],
    ] as const,
  };

  constructor(
    private readonly keys: MasterKeyRing,
    private readonly audit: AuditTrail,
    private readonly resealing: Resealing,
    private readonly database: Database,
  ) {
    super();
  }

  override run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    return this.keys.change(() => this.rotate(options));
  }

  private async rotate(options: ConsoleOptions): Promise<ConsoleResult> {
    // Begun first: no key is added while the database is away.
    const id = await this.database.transaction(async () => {
      const added = this.keys.rotate();
      await this.audit.record({ action: 'key.rotate', result: 'success', subject: added });
      return added;
    });
    const all =
      options.later === undefined
        ? [...(await this.resealing.run())]
        : ([] as [string, Resealed][]);
    const lines = all.flatMap(([what, { changed, unreadable }]) => [
      `Encrypted anew: ${changed} ${what}.`,
      ...(unreadable > 0 ? [`No key opens ${unreadable} ${what}.`] : []),
    ]);
    const text = [`Added key ${id}. Restart the service to use it.`, ...lines].join('\n');
    const resealed = Object.fromEntries(all.map(([what, { changed }]) => [what, changed]));
    const unreadable = Object.fromEntries(all.map(([what, each]) => [what, each.unreadable]));
    return { text, json: { id, resealed, unreadable } };
  }
}
