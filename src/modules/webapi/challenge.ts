import { SchemeRefusedError, TokenRefusedError, type DomainError } from '../../contract/index.js';

/**
 * The value of `WWW-Authenticate` on a 401 (RFC 6750, section 3). Magento sends none; integrators
 * could never tell an expired token from a revoked one.
 *
 * @param error What is answered; its cause is why the token that was sent is not honoured.
 * @param schemes Names of the schemes beside Bearer.
 */
export function challengeFor(error: DomainError, schemes: readonly string[]): string {
  const refusal = error.cause instanceof TokenRefusedError ? error.cause : undefined;
  const told = error instanceof SchemeRefusedError ? error.challenge : refusal?.challenge;
  // Who sent a bearer token has chosen a scheme, and wants to know about that token.
  if (refusal && told === undefined)
    return `Bearer error="invalid_token", error_description="${refusal.hint}"`;
  const scheme = told?.split(' ', 1)[0];
  return ['Bearer', ...schemes.map((name) => (name === scheme ? told! : name))].join(', ');
}
