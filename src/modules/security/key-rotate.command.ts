import { Injectable } from '@nestjs/common';
import {
  AuditTrail,
  ConsoleCommand,
  Resealer,
  type ConsoleOptions,
  type ConsoleResult,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { MasterKeyRing } from './master-key-ring.js';

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
    @InjectAll(Resealer) private readonly resealers: readonly Resealer[],
  ) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const id = this.keys.rotate();
    await this.audit.record({ action: 'key.rotate', result: 'success', subject: id });
    const resealed: Record<string, number> = {};
    if (options.later === undefined)
      for (const resealer of this.resealers) resealed[resealer.what] = await resealer.reseal();
    const lines = Object.entries(resealed).map(
      ([what, rows]) => `Encrypted anew: ${rows} ${what}.`,
    );
    const text = [`Added key ${id}. Restart the service to use it.`, ...lines].join('\n');
    return { text, json: { id, resealed } };
  }
}
