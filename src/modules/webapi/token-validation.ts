import type { AccessToken, TokenValidator } from '../../contract/index.js';

/**
 * Asks every validator. The chain turns into promises only from the first validator on that has to
 * wait; on most requests none does.
 *
 * @throws {TokenRefusedError} The first refusal.
 */
export function validateToken(
  validators: readonly TokenValidator[],
  token: AccessToken,
): AccessToken | Promise<AccessToken> {
  for (const [index, validator] of validators.entries()) {
    const pending = validator.validate(token);
    if (pending) return pending.then(() => validateToken(validators.slice(index + 1), token));
  }
  return token;
}
