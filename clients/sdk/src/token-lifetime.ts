/**
 * Tells how long a new token lives. What the server says comes first, then the token's own claims
 * (RFC 7519, section 4.1), of which only the difference is used: both were written by one clock.
 *
 * @param fallbackSeconds For a token that tells nothing.
 */
export function lifetimeOf(token: string, expiresIn: unknown, fallbackSeconds: number): number {
  if (isPositive(expiresIn)) return expiresIn;
  const { exp, iat } = claimsOf(token);
  return isPositive(exp) && isPositive(iat) && exp > iat ? exp - iat : fallbackSeconds;
}

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

/** Reads the claims without verifying them, which is the server's business. */
function claimsOf(token: string): { readonly exp?: unknown; readonly iat?: unknown } {
  try {
    const [, payload = ''] = token.split('.');
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims !== null ? claims : {};
  } catch {
    return {};
  }
}
