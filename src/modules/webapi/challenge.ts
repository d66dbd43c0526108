import { TokenRefusedError } from '../../contract/index.js';

/**
 * The value of `WWW-Authenticate` on a 401 (RFC 6750, section 3). Magento sends none; integrators
 * could never tell an expired token from a revoked one.
 *
 * @param reason Why the token that was sent is not honoured, if one was.
 */
export function challengeFor(reason: unknown): string {
  if (!(reason instanceof TokenRefusedError)) return 'Bearer';
  return `Bearer error="invalid_token", error_description="${reason.hint}"`;
}
