import { Injectable } from '@nestjs/common';
import { Clock, IssueClock, type NumericDate, type Principal } from '../../contract/index.js';
import { Revocations } from './revocations.js';

/** Never lets a token be born dead: a revocation covers the whole second it happens in. */
@Injectable()
export class RevocationIssueClock extends IssueClock {
  constructor(
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async nextFor(principal: Principal): Promise<NumericDate> {
    return Math.max(this.clock.now(), (await this.revocations.currentlyRevokedUpTo(principal)) + 1);
  }
}
