import { Injectable } from '@nestjs/common';
import { Resealer, type Resealed } from '../../contract/index.js';
import { FactorStore } from './factor-store.js';

/** Seals second factors with the newest master key. */
@Injectable()
export class FactorResealer extends Resealer {
  readonly what = 'second factors';

  constructor(private readonly store: FactorStore) {
    super();
  }

  override reseal(): Promise<Resealed> {
    return this.store.reseal();
  }
}
