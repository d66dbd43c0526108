import { Injectable } from '@nestjs/common';
import { AddressBudget } from '../../contract/index.js';

/** Nobody is held back, where no module does so. */
@Injectable()
export class NoBudget extends AddressBudget {
  override spend(): number {
    return 0;
  }
}
