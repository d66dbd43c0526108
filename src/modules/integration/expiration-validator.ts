import { Injectable } from '@nestjs/common';
import {
  Clock,
  TokenExpiredError,
  TokenValidator,
  type AccessToken,
} from '../../contract/index.js';

/** Refuses a token from the very second it expires (RFC 7519, section 4.1.4: "on or after"). */
@Injectable()
export class ExpirationValidator extends TokenValidator {
  constructor(private readonly clock: Clock) {
    super();
  }

  override validate({ expiresAt }: AccessToken): void {
    if (this.clock.now() >= expiresAt) throw new TokenExpiredError(expiresAt);
  }
}
