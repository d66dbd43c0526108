import { Injectable } from '@nestjs/common';
import {
  Clock,
  TokenReader,
  UnreadableTokenError,
  type AccessToken,
} from '../../contract/index.js';
import { isCompactJwt } from './compact-jws.js';
import { verifySignature } from './jws-signature.js';
import { accessTokenFrom } from './jwt-claims.js';
import { JwtKeyRing } from './jwt-key-ring.js';

/** Reads a JWT outside a request; requests come through {@link JwtStrategy}, by the same rules. */
@Injectable()
export class JwtTokenReader extends TokenReader {
  override readonly format = 'jwt';

  constructor(
    private readonly keys: JwtKeyRing,
    private readonly clock: Clock,
  ) {
    super();
  }

  override recognises(token: string): boolean {
    return isCompactJwt(token);
  }

  override read(token: string): AccessToken {
    if (!isCompactJwt(token)) throw new UnreadableTokenError();
    const key = this.keys.keyFor(token);
    if (!key) throw new UnreadableTokenError();
    return accessTokenFrom(verifySignature(token, key), this.clock.now());
  }
}
