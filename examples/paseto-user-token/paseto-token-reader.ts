import { Injectable } from '@nestjs/common';
import { MAX_TOKEN_LENGTH, TokenReader, UnreadableTokenError, type AccessToken } from 'tokenwright';
import { accessTokenFrom } from './paseto-claims.js';
import { PasetoKeyRing } from './paseto-key-ring.js';

/** Four parts, where a JWT has three and an opaque token one: no text belongs to two formats. */
const SHAPE = /^v4\.public\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** Reads PASETO v4.public tokens; the ordinary bearer strategy wraps it for requests. */
@Injectable()
export class PasetoTokenReader extends TokenReader {
  override readonly format = 'paseto';

  constructor(private readonly keys: PasetoKeyRing) {
    super();
  }

  override recognises(token: string): boolean {
    return token.length <= MAX_TOKEN_LENGTH && SHAPE.test(token);
  }

  override async read(token: string): Promise<AccessToken> {
    const key = this.recognises(token) ? this.keys.keyFor(token) : undefined;
    if (!key) throw new UnreadableTokenError();
    return accessTokenFrom(await key.verify(token));
  }
}
