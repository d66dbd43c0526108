import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import {
  Clock,
  TokenValidator,
  UnreadableTokenError,
  type AccessToken,
  type AuthenticationStrategy,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { bearerToken, validateToken, type RequestHeaders } from '../webapi/index.js';
import { isCompactJwt } from './compact-jws.js';
import { verifyOptions } from './jws-signature.js';
import { accessTokenFrom } from './jwt-claims.js';
import { JwtKeyRing } from './jwt-key-ring.js';

type KeyDone = (error: Error | null, key?: unknown) => void;

/** Verifies the JWT of a request with passport-jwt. */
@Injectable()
export class JwtStrategy
  extends PassportStrategy(Strategy, 'tokenwright-jwt')
  implements AuthenticationStrategy
{
  readonly format = 'jwt';

  constructor(
    keys: JwtKeyRing,
    private readonly clock: Clock,
    @InjectAll(TokenValidator) private readonly validators: readonly TokenValidator[],
  ) {
    super({
      jwtFromRequest: compactJws,
      secretOrKeyProvider: (_request: unknown, compact: string, done: KeyDone) => {
        const key = keyOrError(keys, compact);
        if (key instanceof Error) done(key);
        else done(null, key);
      },
      algorithms: [keys.algorithm],
      ignoreExpiration: true,
      jsonWebTokenOptions: verifyOptions(keys.algorithm),
      // passport-jwt's types know text keys only.
    } as unknown as StrategyOptionsWithoutRequest);
  }

  /**
   * passport-jwt makes an error, stack and all, of every request that has no JWT; that costs more than
   * the whole look at an opaque token. What cannot be one is passed on before.
   */
  override authenticate(request: Parameters<Strategy['authenticate']>[0], options?: object): void {
    if (mayCarryJws(request)) super.authenticate(request, options);
    else this.fail(undefined, 401);
  }

  validate(payload: unknown): AccessToken | Promise<AccessToken> {
    return validateToken(this.validators, accessTokenFrom(payload, this.clock.now()));
  }
}

/** @returns Whether there may be a bearer token that begins as every JWS does: `ey` is `{"`. */
const mayCarryJws = ({ headers: { authorization } }: RequestHeaders): boolean =>
  typeof authorization === 'string' && /^bearer ey/i.test(authorization);

/** @returns The bearer token if it has the shape of a JWT; anything else is another strategy's. */
function compactJws(request: RequestHeaders): string | null {
  const token = bearerToken(request);
  return token !== undefined && isCompactJwt(token) ? token : null;
}

function keyOrError(keys: JwtKeyRing, compact: string): unknown {
  try {
    return keys.keyFor(compact)?.verificationKey ?? new UnreadableTokenError();
  } catch (error) {
    return error;
  }
}
