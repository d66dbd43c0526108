import { Injectable } from '@nestjs/common';
import {
  AuthenticationStrategy,
  TokenReader,
  TokenRefusedError,
  TokenValidator,
  UnreadableTokenError,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import type { AuthenticatedRequest } from './authenticated-request.js';
import { bearerToken, triesBearer } from './bearer-credentials.js';
import { BearerStrategy } from './bearer.strategy.js';
import { attempt, type StrategyOutcome } from './strategy-attempt.js';

/**
 * Finds out who calls, by the enabled passport strategies in sequence order, and never refuses:
 * that is {@link AuthorizationGuard}'s, who knows what the route needs.
 */
@Injectable()
export class AuthenticationGuard {
  private readonly strategies: readonly AuthenticationStrategy[];

  constructor(
    @InjectAll(AuthenticationStrategy) contributed: readonly AuthenticationStrategy[],
    @InjectAll(TokenReader) readers: readonly TokenReader[],
    @InjectAll(TokenValidator) validators: readonly TokenValidator[],
  ) {
    const covered = new Set(contributed.map(({ format }) => format));
    const wrapped = readers
      .filter(({ format }) => !covered.has(format))
      .map((reader) => new BearerStrategy(reader, validators));
    this.strategies = [...wrapped, ...contributed];
  }

  /**
   * Leaves the token, or why there is none, on the request.
   *
   * @returns A promise only where a strategy has to wait.
   */
  identify(request: AuthenticatedRequest): void | Promise<void> {
    return this.from(0, request, []);
  }

  private from(
    index: number,
    request: AuthenticatedRequest,
    failures: unknown[],
  ): void | Promise<void> {
    for (let next = index; next < this.strategies.length; next += 1) {
      const outcome = attempt(this.strategies[next]!, request);
      if (outcome instanceof Promise)
        return outcome.then((ended) =>
          settles(ended, request, failures) ? undefined : this.from(next + 1, request, failures),
        );
      if (settles(outcome, request, failures)) return;
    }
    explain(request, failures);
  }
}

/** @returns Whether no further strategy need be asked. */
function settles(
  { token, error, failure }: StrategyOutcome,
  request: AuthenticatedRequest,
  failures: unknown[],
): boolean {
  if (token) {
    request.user = token;
    return true;
  }
  if (error !== undefined && !(error instanceof TokenRefusedError)) throw error;
  failures.push(error ?? failure);
  // Another format may have tokens of the same shape.
  const isFinal = error !== undefined && !(error instanceof UnreadableTokenError);
  if (isFinal) explain(request, failures);
  return isFinal;
}

/** Of all that the strategies said, keeps the one reason worth telling. */
function explain(request: AuthenticatedRequest, failures: readonly unknown[]): void {
  const refusals = failures.filter((failure) => failure instanceof TokenRefusedError);
  const telling = refusals.find((refusal) => !(refusal instanceof UnreadableTokenError));
  const sent = bearerToken(request) !== undefined || triesBearer(request);
  request.refusal = telling ?? refusals[0] ?? (sent ? new UnreadableTokenError() : undefined);
}
