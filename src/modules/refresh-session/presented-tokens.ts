import { Injectable } from '@nestjs/common';
import { AddressBudget } from '../../contract/index.js';
import { RefreshOverBudgetError } from './errors.js';
import { parseRefreshToken, type RefreshToken } from './refresh-token.js';
import { RefreshTokenKeys } from './refresh-token-keys.js';

/** A refresh token as somebody sent it. */
export interface PresentedToken extends RefreshToken {
  /** Whether it was given out here, however long ago. */
  readonly genuine: boolean;
}

/**
 * Looks at refresh tokens before the database does. What a key of this service proves is looked up
 * as often as it comes: however many users share an address, nobody's guesses keep them out. What
 * no key proves may still be a token of a key that was removed, and is taken from the address's
 * budget.
 */
@Injectable()
export class PresentedTokens {
  constructor(
    private readonly keys: RefreshTokenKeys,
    private readonly budget: AddressBudget,
  ) {}

  /**
   * @returns `undefined` for what has not even the shape of a token, which costs nothing to refuse.
   * @throws {RefreshOverBudgetError} Nothing was looked up, and nothing decided.
   */
  read(text: string, address: string): PresentedToken | undefined {
    const token = parseRefreshToken(text);
    if (!token) return undefined;
    const genuine = this.keys.made(token);
    const seconds = genuine ? 0 : this.budget.spend(address);
    if (seconds > 0) throw new RefreshOverBudgetError(seconds);
    return { ...token, genuine };
  }
}
