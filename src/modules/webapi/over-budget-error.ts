import { SignInFailedError } from '../../contract/index.js';

/**
 * An address has used up its budget. The answer is that of any failed sign-in, with `Retry-After`:
 * this API never says 429.
 */
export class OverBudgetError extends SignInFailedError {
  constructor(readonly retryAfterSeconds: number) {
    super();
  }
}
