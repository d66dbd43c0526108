import { Injectable } from '@nestjs/common';
import { Clock, IssueClock, type NumericDate, type Principal } from '../../contract/index.js';
import { ClockNotSetError } from './errors.js';
import { Revocations } from './revocations.js';

/** 2020-01-01T00:00:00Z. A machine without a battery begins at 1970 until it hears of the time. */
const EARLIEST: NumericDate = 1_577_836_800;

/** Never lets a token be born dead: a revocation covers the whole second it happens in. */
@Injectable()
export class RevocationIssueClock extends IssueClock {
  constructor(
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws {ClockNotSetError} */
  override async nextFor(principal: Principal): Promise<NumericDate> {
    const now = this.clock.now();
    if (now < EARLIEST) throw new ClockNotSetError();
    return Math.max(now, (await this.revocations.currentlyRevokedUpTo(principal)) + 1);
  }
}
