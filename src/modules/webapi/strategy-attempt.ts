import type { AccessToken, AuthenticationStrategy } from '../../contract/index.js';

/** How one strategy ended. */
export interface StrategyOutcome {
  readonly token?: AccessToken | undefined;
  /** What it said where it did not recognise the caller. */
  readonly failure?: unknown;
  /** What went wrong in it; no other strategy is asked then. */
  readonly error?: unknown;
}

/** What passport lends a strategy for the time of one request. */
interface StrategyActions {
  success(token?: AccessToken): void;
  fail(challenge?: unknown): void;
  error(error: unknown): void;
  pass(): void;
}

/**
 * Runs one passport strategy on one request. passport's own middleware does the same, with a session,
 * a redirect and a dozen closures around it, and never at once; a token is usually read at once.
 *
 * @returns A promise only when the strategy has to wait.
 */
export function attempt(
  strategy: AuthenticationStrategy,
  request: unknown,
): StrategyOutcome | Promise<StrategyOutcome> {
  let outcome: StrategyOutcome | undefined;
  let resolve: ((outcome: StrategyOutcome) => void) | undefined;
  const settle = (ended: StrategyOutcome): void => {
    outcome ??= ended;
    resolve?.(outcome);
  };
  // The strategy itself serves all requests; what ends this one hangs on an object of its own.
  const lent = Object.create(strategy) as AuthenticationStrategy & StrategyActions;
  lent.success = (token) => settle({ token });
  lent.fail = (failure) => settle({ failure });
  lent.error = (error) => settle({ error });
  lent.pass = () => settle({});
  lent.authenticate(request, {});
  return outcome ?? new Promise((settled) => (resolve = settled));
}
