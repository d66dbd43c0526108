import type { AccessToken } from './access-token.js';

/** One reason a readable token may still be refused. All enabled validators must agree. */
export abstract class TokenValidator {
  /**
   * @returns Nothing, at once where nothing has to be waited for.
   * @throws {DomainError} Naming the reason for refusal.
   */
  abstract validate(token: AccessToken): void | Promise<void>;
}
