import { Injectable } from '@nestjs/common';
import { CustomerScope } from '../../contract/index.js';

/** A customer's account counts everywhere, where no module knows better. */
@Injectable()
export class EveryStore extends CustomerScope {
  override includes(): boolean {
    return true;
  }
}
