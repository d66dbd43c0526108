import { Injectable } from '@nestjs/common';
import {
  AuditTrail,
  ConsoleCommand,
  UnavailableError,
  type ConsoleOptions,
  type ConsoleResult,
  type Resealed,
} from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { KeyChangeUnfinishedError } from './errors.js';
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
    const id = await this.add();
    const all = options.later === undefined ? await this.reseal(id) : [];
    const lines = all.flatMap(([what, { changed, unreadable }]) => [
      `Encrypted anew: ${changed} ${what}.`,
      ...(unreadable > 0 ? [`No key opens ${unreadable} ${what}.`] : []),
    ]);
    const text = [`Added key ${id}. Restart the service to use it.`, ...lines].join('\n');
    const resealed = Object.fromEntries(all.map(([what, { changed }]) => [what, changed]));
    const unreadable = Object.fromEntries(all.map(([what, each]) => [what, each.unreadable]));
    return { text, json: { id, resealed, unreadable } };
  }

  /** Its transaction is begun first: no key is added while the database is away. */
  private async add(): Promise<string> {
    const before = this.keys.ids.at(-1);
    try {
      return await this.database.transaction(async () => {
        const added = this.keys.rotate();
        await this.audit.record({ action: 'key.rotate', result: 'success', subject: added });
        return added;
      });
    } catch (error) {
      const newest = this.keys.ids.at(-1);
      if (newest === undefined || newest === before) throw error;
      throw unfinished(
        newest,
        'the audit trail may lack it and nothing is encrypted with it',
        error,
      );
    }
  }

  private async reseal(id: string): Promise<[string, Resealed][]> {
    try {
      return [...(await this.resealing.run())];
    } catch (error) {
      throw unfinished(id, 'not all is encrypted with the new one', error);
    }
  }
}

/** What the database said is of use to the operator; that it is unavailable is not. */
const unfinished = (id: string, missing: string, error: unknown): Error =>
  new KeyChangeUnfinishedError(id, missing, {
    cause: error instanceof UnavailableError ? (error.cause ?? error) : error,
  });
