import { Injectable } from '@nestjs/common';
import { Clock, TokenRevoker, type Principal } from '../../contract/index.js';
import { Revocations } from './revocations.js';

/** Revokes in every format at once, those that keep no record of their tokens included. */
@Injectable()
export class RevocationRecorder extends TokenRevoker {
  constructor(
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {
    super();
  }

  override revokeAllFor(principal: Principal): Promise<void> {
    return this.revocations.record(principal, this.clock.now());
  }
}
