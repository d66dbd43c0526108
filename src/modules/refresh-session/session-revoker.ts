import { Injectable } from '@nestjs/common';
import { TokenRevoker, type Principal } from '../../contract/index.js';
import { SessionEndings } from './session-endings.js';

/** Whatever revokes a principal's tokens ends their sessions, in the same transaction. */
@Injectable()
export class SessionRevoker extends TokenRevoker {
  constructor(private readonly endings: SessionEndings) {
    super();
  }

  override async revokeAllFor(principal: Principal): Promise<void> {
    await this.endings.endAllOf(principal);
  }
}
