import { Injectable } from '@nestjs/common';
import { Resealer, type Resealed } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';

/** Has all modules encrypt with the newest master key what they keep. */
@Injectable()
export class Resealing {
  constructor(@InjectAll(Resealer) private readonly resealers: readonly Resealer[]) {}

  /** @returns By what it is that is encrypted. */
  async run(): Promise<ReadonlyMap<string, Resealed>> {
    const all = new Map<string, Resealed>();
    for (const resealer of this.resealers) all.set(resealer.what, await resealer.reseal());
    return all;
  }
}
