import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import passport from 'passport';
import {
  AuthenticationStrategy,
  TokenReader,
  TokenRefusedError,
  TokenValidator,
  UnreadableTokenError,
  type AccessToken,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import type { AuthenticatedRequest } from './authenticated-request.js';
import { bearerToken, triesBearer } from './bearer-credentials.js';
import { BearerStrategy } from './bearer.strategy.js';
import { ANONYMOUS } from './resource.decorator.js';
import { routeResources } from './route-resources.js';

let instances = 0;

/**
 * Finds out who calls, by the enabled passport strategies in sequence order, and never refuses:
 * that is {@link AuthorizationGuard}'s, who knows what the route needs. An anonymous route is not
 * looked at, so that whatever a stranger sends there costs nothing and does nothing.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  private readonly guard: CanActivate;

  constructor(
    @InjectAll(AuthenticationStrategy) contributed: readonly AuthenticationStrategy[],
    @InjectAll(TokenReader) readers: readonly TokenReader[],
    @InjectAll(TokenValidator) validators: readonly TokenValidator[],
  ) {
    const covered = new Set(contributed.map(({ format }) => format));
    const wrapped = readers
      .filter(({ format }) => !covered.has(format))
      .map((reader) => new BearerStrategy(reader, validators));
    const Guard = AuthGuard(register([...wrapped, ...contributed]));
    this.guard = new (class extends Guard {
      override handleRequest<T = AccessToken | undefined>(
        error: unknown,
        token: T | false,
        failures: unknown,
        context: ExecutionContext,
      ): T {
        if (error && !(error instanceof TokenRefusedError)) throw error;
        if (!token) explain(context.switchToHttp().getRequest(), [error, failures].flat());
        return (token || undefined) as T;
      }
    })();
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const resources = routeResources(context);
    if (!resources || resources.includes(ANONYMOUS)) return true;
    return this.guard.canActivate(context) as Promise<boolean>;
  }
}

/**
 * passport keeps strategies by name in one registry per process. Names of our own, new for each
 * application, keep two applications in one process, and the strategies of one that embeds this
 * service, out of each other's way.
 */
function register(strategies: readonly AuthenticationStrategy[]): string[] {
  const instance = (instances += 1);
  return strategies.map((strategy) => {
    const name = `tokenwright-${instance}-${strategy.format}`;
    passport.use(name, strategy as passport.Strategy);
    return name;
  });
}

/** Of all that the strategies said, keeps the one reason worth telling. */
function explain(request: AuthenticatedRequest, failures: readonly unknown[]): void {
  const refusals = failures.filter((failure) => failure instanceof TokenRefusedError);
  const telling = refusals.find((refusal) => !(refusal instanceof UnreadableTokenError));
  const sent = bearerToken(request) !== undefined || triesBearer(request);
  request.refusal = telling ?? refusals[0] ?? (sent ? new UnreadableTokenError() : undefined);
}
