import {
  MAX_LIFETIME_SECONDS,
  PrincipalType,
  TokenNotYetValidError,
  UnreadableTokenError,
  type AccessToken,
  type NumericDate,
} from '../../contract/index.js';

/** The four claims of Magento's tokens, the one that names a sign-in session, and the one never written. */
export const OWN_CLAIMS: ReadonlySet<string> = new Set([
  'uid',
  'utypid',
  'iat',
  'exp',
  'sid',
  'nbf',
]);

const USER_TYPES: readonly unknown[] = [PrincipalType.Admin, PrincipalType.Customer];

const isPositive = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0;

/**
 * Makes sense of a payload whose signature is good. Strict about types all the same: a shop that
 * shares the key may be less careful than we are.
 *
 * @param now For `nbf` only, which no ordinary token has.
 * @throws {UnreadableTokenError} When a claim is missing, of another type or out of range.
 * @throws {TokenNotYetValidError} For an `nbf` still to come.
 */
export function accessTokenFrom(payload: unknown, now: NumericDate): AccessToken {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new UnreadableTokenError();
  const { uid, utypid, iat, exp, sid, ...claims } = payload as Record<string, unknown>;
  if (!isPositive(uid) || !USER_TYPES.includes(utypid)) throw new UnreadableTokenError();
  if (!isPositive(iat) || !isPositive(exp)) throw new UnreadableTokenError();
  if (exp <= iat || exp - iat > MAX_LIFETIME_SECONDS) throw new UnreadableTokenError();
  if (sid !== undefined && typeof sid !== 'string') throw new UnreadableTokenError();
  if ('nbf' in claims) checkNotBefore(claims.nbf, now);
  return {
    format: 'jwt',
    principal: { type: utypid as PrincipalType, id: uid },
    issuedAt: iat,
    expiresAt: exp,
    ...(sid !== undefined && { sessionId: sid }),
    claims,
  };
}

function checkNotBefore(nbf: unknown, now: NumericDate): void {
  if (!Number.isSafeInteger(nbf)) throw new UnreadableTokenError();
  if ((nbf as number) > now) throw new TokenNotYetValidError();
}
